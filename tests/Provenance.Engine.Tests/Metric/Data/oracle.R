# Writes the oracle tables of the metric's tests: random cell tables, and what R makes of them.
#   Rscript oracle.R        in this folder; needs the packages survival and jsonlite (written with R 4.2.2, survival 3.5-3)
#
# What comes from survival::survfit: S(t) (product limit, delayed entry, case weights), the clustered standard error of the cumulative hazard
# (std.chaz, an infinitesimal jackknife), the jackknife's own values per cluster, and cumulative incidence (multi-state fit, Aalen and Johansen).
# Relation to metric.md: Var S = S^2 * K/(K-1) * std.chaz^2, K = clusters with somebody under observation before t. R has no K/(K-1) and does not centre;
# the sums of psi are 0 over all units, so that centring changes nothing. R's own std.err of the product limit divides by Y(Y-d) where metric.md
# divides by Y^2: it is stored as stdErrR and differs where many units die at one age.
# Everything else (bands, two-way, K_eff, intervals) is written out here a second time, straight from metric.md, unit tables and no cells.
suppressMessages({ library(survival); library(jsonlite) })
day <- 86400
points <- c(14, 30, 90, 180, 365)

cells <- function(seed, H, n, days, span, mass = NA, ties = FALSE, agentShare = 0.5) {
  set.seed(seed)
  births <- sort(sample(0:span, days))
  b <- sample(births, n, replace = TRUE)
  birth <- H - (span + 5 - b) * day + (if (ties) 0 else sample(0:(day - 1), n, replace = TRUE))
  life <- ceiling(rexp(n, 1 / sample(c(40, 400, 4000), n, replace = TRUE)) * day)
  if (ties) life <- ceiling(life / (20 * day)) * 20 * day
  if (!is.na(mass)) { # one clean-up kills much of what lives then
    at <- H - mass * day
    hit <- birth < at & birth + life > at & runif(n) < 0.5
    life[hit] <- at - birth[hit]
  }
  death <- ifelse(birth + life <= H, birth + life, NA)
  w <- sample(c(1, 2, 5, 20, 60), n, replace = TRUE)
  label <- sample(c("Agent", "Human", "Mixed", "Unknown"), n, replace = TRUE, prob = c(agentShare, 0.8 - agentShare, 0.1, 0.1))
  overlaid <- ifelse(label != "Agent" & runif(n) < 0.1, "Agent", "")
  compiled <- ifelse(is.na(death), pmax(0, w - sample(c(0, 0, 0, 1, 30), n, replace = TRUE)), 0)
  cause <- ifelse(is.na(death), "None", sample(c("Modified", "Deleted", "FileRemoved", "MovedOut"), n, replace = TRUE, prob = c(.4, .3, .2, .1)))
  data.frame(birth, death, cause, weight = w, label, overlaid, compiled)
}

observe <- function(d, H, h, W) {
  age <- H - d$birth
  d$entry <- pmax(0, age - W * day)
  d$exit <- pmax(1, ifelse(is.na(d$death), age, d$death - d$birth))
  d$event <- as.integer(!is.na(d$death))
  d$bday <- d$birth %/% day
  d$dday <- ifelse(is.na(d$death), d$bday, d$death %/% day)
  d$cell <- paste(d$bday, d$dday)
  d[age >= h * day & d$entry < d$exit, ]
}

# Values per cluster of the chosen column at age t: the jackknife of the cumulative hazard, and its integral against S up to t.
psi <- function(d, column, t) {
  f <- survfit(Surv(entry, exit, event) ~ 1, data = d, weights = weight, cluster = d[[column]], robust = TRUE, influence = TRUE, timefix = FALSE)
  M <- f$influence.chaz
  if (is.null(dim(M))) M <- matrix(M, nrow = 1)
  rownames(M) <- if (is.null(rownames(M))) as.character(sort(unique(d[[column]]))) else rownames(M)
  upto <- which(f$time <= t)
  seen <- rownames(M) %in% as.character(unique(d[[column]][d$entry < t]))
  last <- max(c(0, upto))
  value <- if (last > 0) M[, last] else setNames(rep(0, nrow(M)), rownames(M))
  edges <- diff(c(f$time[upto], t))
  area <- if (last > 0) as.vector(M[, upto, drop = FALSE] %*% (f$surv[upto] * edges)) else rep(0, nrow(M))
  chaz <- if (last > 0) f$std.chaz[last] else 0
  list(value = value, area = -area, seen = seen, K = sum(seen), chaz = chaz, err = if (last > 0) f$std.err[last] else 0)
}

widest <- function(v) { # v: birth, death, cell; NA = left out
  two <- v[1] + v[2] - v[3]
  max(0, v[1:2], if (!is.na(two) && two > 0) two, na.rm = TRUE)
}
factorK <- function(K) if (K < 2) NA else K / (K - 1)
columns <- c("bday", "dday", "cell")
keff <- function(n) if (sum(n) == 0) 0 else sum(n)^2 / sum(n^2)
loglog <- function(s, se, k) {
  if (k < 10) return(c(NA, NA))
  if (s >= 1) return(c(0.025^(1 / k), 1))
  if (s <= 0) return(c(0, 1 - 0.025^(1 / k)))
  z <- qt(0.975, k - 1) * se / (s * abs(log(s)))
  c(s^exp(z), s^exp(-z))
}

curve <- function(d) {
  f <- survfit(Surv(entry, exit, event) ~ 1, data = d, weights = weight, timefix = FALSE)
  total <- ave(d$weight, d$bday, FUN = sum)
  g <- survfit(Surv(entry, exit, event) ~ 1, data = d, weights = weight / total, timefix = FALSE)
  levels <- c("censored", "Modified", "Deleted", "FileRemoved", "MovedOut")
  d$state <- factor(ifelse(d$event == 0, "censored", d$cause), levels = levels)
  d$id <- seq_len(nrow(d))
  aj <- survfit(Surv(entry, exit, state) ~ 1, data = d, id = id, weights = weight, timefix = FALSE)
  at <- function(x, time, t, first) { i <- sum(time <= t); if (i == 0) first else x[i] }
  lapply(points, function(days) {
    t <- days * day
    s <- at(f$surv, f$time, t, 1)
    p <- lapply(columns, function(k) psi(d, k, t))
    v <- sapply(p, function(x) s^2 * factorK(x$K) * x$chaz^2)
    risk <- d$entry < t & t <= d$exit
    k <- keff(tapply(d$weight[risk], d$bday[risk], sum))
    ci <- loglog(s, sqrt(widest(v)), k)
    i <- sum(aj$time <= t)
    cif <- setNames(if (i == 0) rep(0, 4) else aj$pstate[i, match(levels[-1], aj$states)], levels[-1])
    widths <- diff(c(0, f$time[f$time < t], t))
    mean <- sum(widths * c(1, f$surv[f$time < t])) / day
    meanVar <- sapply(p, function(x) factorK(x$K) * sum((x$area[x$seen] - mean(x$area[x$seen]))^2)) / day^2
    list(days = days, s = s, dayWeighted = at(g$surv, g$time, t, 1), variances = v, stdErrR = sapply(p, function(x) x$err), clusters = sapply(p, function(x) x$K),
         atRisk = sum(d$weight[risk]), deaths = sum(d$weight[d$event == 1 & d$exit <= t]), keff = k, low = ci[1], high = ci[2],
         cif = as.list(cif), mean = mean, meanVariance = widest(meanVar))
  })
}

difference <- function(a, b) lapply(points, function(days) {
  t <- days * day
  s <- function(d) { f <- survfit(Surv(entry, exit, event) ~ 1, data = d, weights = weight, timefix = FALSE); i <- sum(f$time <= t); if (i == 0) 1 else f$surv[i] }
  v <- sapply(columns, function(k) {
    pa <- psi(a, k, t); pb <- psi(b, k, t)
    keys <- union(names(pa$value)[pa$seen], names(pb$value)[pb$seen])
    get <- function(p) { x <- p$value[keys]; x[is.na(x)] <- 0; unname(x) }
    x <- s(a) * get(pa) - s(b) * get(pb)
    factorK(length(x)) * sum((x - mean(x))^2)
  })
  list(days = days, difference = s(a) - s(b), variance = widest(unname(v)))
})

standardised <- function(d, H, h, W) {
  if (is.infinite(W) || h == 0 || W <= h) return(NULL)
  starts <- h * c(1, 2, 4, 8); ends <- pmin(W, h * c(2, 4, 8, Inf))
  keep <- starts < ends; starts <- starts[keep]; ends <- ends[keep]
  age <- (H - d$birth) / day
  d$band <- sapply(age, function(x) { i <- which(x >= starts & (x < ends | (x == W & ends == W))); if (length(i) == 0) NA else i[1] })
  d <- d[!is.na(d$band), ]
  d$bday <- d$birth %/% day; d$dday <- ifelse(is.na(d$death), d$bday, d$death %/% day); d$cell <- paste(d$bday, d$dday)
  agent <- d$label == "Agent" | d$overlaid == "Agent"
  over <- d$overlaid == "Agent" & d$label != "Agent"
  mixed <- d$label == "Mixed" & !over
  n <- sapply(seq_along(starts), function(b) sum(d$weight[agent & d$band == b]))
  groups <- as.list(seq_along(starts)); i <- 1
  while (i <= length(groups) && length(groups) > 1) { # joins the older neighbour, the last its younger
    if (sum(n[groups[[i]]]) >= 100) { i <- i + 1; next }
    j <- if (i < length(groups)) i + 1 else i - 1
    lo <- min(i, j); groups[[lo]] <- c(groups[[lo]], groups[[lo + 1]]); groups[[lo + 1]] <- NULL; i <- lo
  }
  L <- sapply(groups, function(g) sum((ends - starts)[g]))
  sums <- function(sel, what) sapply(groups, function(g) sum(what[sel & d$band %in% g]))
  x <- d$compiled; dead <- d$weight - d$compiled
  share <- function(up, down) sum(L * up / (up + down)) / sum(L)
  a <- sums(agent, x); m <- sums(mixed, x); o <- sums(over, x)
  ad <- sums(agent, dead); md <- sums(mixed, dead); od <- sums(over, dead)
  R <- a / (a + ad)
  point <- share(a, ad)
  bandOf <- sapply(d$band, function(b) which(sapply(groups, function(g) b %in% g)))
  unit <- (L / sum(L) / (a + ad))[bandOf]
  term <- (unit * (x - R[bandOf] * d$weight))[agent]
  v <- sapply(columns, function(k) { y <- tapply(term, d[[k]][agent], sum); factorK(length(y)) * sum((y - mean(y))^2) })
  k <- keff(tapply((unit * d$weight)[agent], d$bday[agent], sum))
  ci <- loglog(point, sqrt(widest(unname(v))), k)
  list(point = point, lo = share(a, ad + md), hi = share(a + m, ad - od), keff = k, low = ci[1], high = ci[2], authored = a + ad, surviving = a)
}

cases <- list(
  list(name = "window", H = 1700000000, h = 30, W = 365, d = cells(1, 1700000000, 700, 90, 600)),
  list(name = "everything", H = 1700050000, h = 0, W = Inf, d = cells(2, 1700050000, 500, 60, 700)),
  list(name = "ties", H = 1699999200, h = 30, W = 400, d = cells(3, 1699999200, 500, 40, 500, ties = TRUE)),
  list(name = "cleanup", H = 4294967295, h = 14, W = 365, d = cells(4, 4294967295, 700, 120, 420, mass = 60)),
  list(name = "fewDays", H = 40000000, h = 30, W = 365, d = cells(5, 40000000, 300, 14, 400, agentShare = 0.3)),
  list(name = "thinBands", H = 1600000000, h = 30, W = 300, d = cells(6, 1600000000, 24, 20, 200)))

expected <- lapply(cases, function(case) {
  d <- case$d
  write.csv(d, paste0(case$name, ".csv"), row.names = FALSE, quote = FALSE, na = "")
  o <- observe(d, case$H, case$h, case$W)
  isAgent <- o$label == "Agent" | o$overlaid == "Agent"
  agent <- o[isAgent, ]; human <- o[o$label == "Human" & !isAgent, ]
  list(name = case$name, end = case$H, horizon = case$h, window = if (is.infinite(case$W)) NULL else case$W,
       agent = curve(agent), human = curve(human), all = curve(o), difference = difference(agent, human), shipped = standardised(d, case$H, case$h, case$W))
})
write(toJSON(expected, auto_unbox = TRUE, digits = I(17), null = "null", na = "null", pretty = 1), "expected.json")

grid <- expand.grid(p = c(0.5001, 0.6, 0.9, 0.975, 0.995, 0.999999, 0.025, 1e-8), df = c(0.5, 1, 2, 2.5, 3, 9, 9.37, 10, 30.2, 40, 41, 99.5, 1000, 12345.6, 1e6))
write.csv(format(data.frame(grid, q = qt(grid$p, grid$df)), digits = 17), "student-t.csv", row.names = FALSE, quote = FALSE)

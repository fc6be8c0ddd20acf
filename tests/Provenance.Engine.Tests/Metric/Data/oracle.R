# Writes the oracle tables of the metric's tests: random cell tables, and what R makes of them.
#   Rscript oracle.R        in this folder; needs the packages survival and jsonlite (written with R 4.2.2, survival 3.5-3)
#
# What comes from survival::survfit: S(t) (product limit, delayed entry, case weights); its infinitesimal jackknife per cluster (influence.surv), by day of birth and,
# from the same data cut into one row per unit and UTC day (counting process form), by day; cumulative incidence (multi-state fit, Aalen and Johansen).
# By day of birth and day together there are too many clusters for its matrix: sums of the same terms, which this script checks against R's by day.
# R's clustered variance is the plain sum of squares. Over it docs/metric.md has: by birth the sums divided by 1 - h and (K-1)/K, by day K/(K-1), two-way, the widest.
# Everything else (bands, K_eff, degrees of freedom, intervals, the shares) is written out here a second time from the definitions, unit tables and no cells.
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
  d$could <- age
  d[age >= h * day & d$entry < d$exit, ]
}

# One row per unit and UTC day on which it was observed. A day holds the ages whose moment, birth + age, falls on it; rows are open at the left.
perDay <- function(d) {
  first <- (d$birth + d$entry + 1) %/% day
  last <- (d$birth + d$exit) %/% day
  i <- rep(seq_len(nrow(d)), last - first + 1)
  on <- first[i] + sequence(last - first + 1) - 1
  start <- pmax(d$entry[i], on * day - d$birth[i] - 1)
  stop <- pmin(d$exit[i], (on + 1) * day - d$birth[i] - 1)
  data.frame(entry = start, exit = stop, event = ifelse(on == last[i], d$event[i], 0), weight = d$weight[i], on = on, cell = d$bday[i] * 2^32 + on - d$bday[i], row = i)
}

# What the survival and its integral owe to each cluster, per age asked for.
influences <- function(d, column, ages) {
  f <- survfit(Surv(entry, exit, event) ~ 1, data = d, weights = weight, cluster = d[[column]], robust = TRUE, influence = TRUE, timefix = FALSE)
  M <- f$influence.surv
  keys <- sort(unique(d[[column]]))
  if (is.null(dim(M))) M <- matrix(M, nrow = length(keys))
  lapply(ages, function(t) {
    upto <- which(f$time <= t)
    last <- max(c(0, upto))
    seen <- keys %in% unique(d[[column]][d$entry < t])
    edges <- diff(c(f$time[upto], t))
    list(keys = keys[seen], value = if (last > 0) -M[seen, last] else rep(0, sum(seen)), err = if (last > 0) f$std.err[last] else 0,
         area = if (last > 0) -as.vector(M[seen, upto, drop = FALSE] %*% edges) / day else rep(0, sum(seen)))
  })
}

leftOut <- function(x, keys, d, t) {
  watched <- d[d$entry < t, ]
  could <- tapply(watched$weight * (pmin(t, watched$could) - watched$entry), watched$bday, sum)[as.character(keys)]
  as.vector(x / (1 - could / sum(could)))
}

sumSquares <- function(x) sum(x^2)
jackknife <- function(x) if (length(x) < 2) 0 else (length(x) - 1) / length(x) * sumSquares(x)
plain <- function(x) if (length(x) < 2) 0 else length(x) / (length(x) - 1) * sumSquares(x - mean(x))
even <- function(x) if (sumSquares(x) == 0) 0 else sumSquares(x)^2 / sum(x^4)
widest <- function(byBirth, byDay, byCell, keff) {
  b <- jackknife(byBirth); c <- plain(byDay)
  v <- max(b, c, b + c - sumSquares(byCell))
  list(variance = v, freedom = if (b + c == 0) keff - 1 else 1 / ((b / (b + c))^2 / (keff - 1) + (c / (b + c))^2 / max(1, even(byDay))))
}
keff <- function(n) if (sum(n) == 0) 0 else sum(n)^2 / sum(n^2)
loglog <- function(s, w, k) {
  if (k < 10) return(c(NA, NA))
  if (s >= 1) return(c(0.025^(1 / k), 1))
  if (s <= 0) return(c(0, 1 - 0.025^(1 / k)))
  z <- qt(0.975, w$freedom) * sqrt(w$variance) / (s * abs(log(s)))
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
  p <- allInfluences(d)
  lapply(seq_along(points), function(i) {
    days <- points[i]; t <- days * day
    s <- at(f$surv, f$time, t, 1)
    risk <- d$entry < t & t <= d$exit
    k <- keff(tapply(d$weight[risk], d$bday[risk], sum))
    w <- widest(leftOut(p$birth[[i]]$value, p$birth[[i]]$keys, d, t), p$on[[i]]$value, p$cell[[i]]$value, k)
    ci <- loglog(s, w, k)
    j <- sum(aj$time <= t)
    cif <- setNames(if (j == 0) rep(0, 4) else aj$pstate[j, match(levels[-1], aj$states)], levels[-1])
    widths <- diff(c(0, f$time[f$time < t], t))
    mean <- sum(widths * c(1, f$surv[f$time < t])) / day
    m <- widest(leftOut(p$birth[[i]]$area, p$birth[[i]]$keys, d, t), p$on[[i]]$area, p$cell[[i]]$area, k)
    list(days = days, s = s, dayWeighted = at(g$surv, g$time, t, 1),
         stdErr = c(p$birth[[i]]$err, p$on[[i]]$err), clusters = c(length(p$birth[[i]]$keys), length(p$on[[i]]$keys), length(p$cell[[i]]$keys)),
         atRisk = sum(d$weight[risk]), deaths = sum(d$weight[d$event == 1 & d$exit <= t]), keff = k, low = ci[1], high = ci[2],
         cif = as.list(cif), mean = mean, meanVariance = m$variance, meanFreedom = m$freedom)
  })
}

allInfluences <- function(d) {
  cut <- perDay(d)
  ages <- points * day
  f <- survfit(Surv(entry, exit, event) ~ 1, data = d, weights = weight, timefix = FALSE)
  deaths <- sapply(f$time, function(u) sum(d$weight[d$event == 1 & d$exit == u]))
  risk <- sapply(f$time, function(u) sum(d$weight[d$entry < u & u <= d$exit]))
  own <- ifelse(risk > deaths, 1 / (risk - deaths), 0)
  on <- influences(cut, "on", ages)
  cell <- lapply(seq_along(ages), function(i) {
    t <- ages[i]
    sums <- function(factor) {
      upTo <- stepfun(f$time, c(0, cumsum(factor * own * deaths / risk)))
      died <- cut$event == 1 & cut$exit <= t
      x <- cut$weight * (ifelse(died, (factor * own)[match(cut$exit, f$time)], 0) - (upTo(pmin(cut$exit, t)) - upTo(pmin(cut$entry, t))))
      watched <- cut$entry < t
      list(cell = as.vector(tapply(x[watched], cut$cell[watched], sum)), on = as.vector(tapply(x[watched], cut$on[watched], sum)), keys = sort(unique(cut$cell[watched])))
    }
    s <- stepfun(f$time, c(1, f$surv))(t)
    behind <- sapply(f$time, function(u) { if (u >= t) return(0); v <- f$time[f$time >= u & f$time <= t]; sum(f$surv[match(v, f$time)] * diff(c(v, t))) })
    value <- sums(1); area <- sums(behind)
    stopifnot(isTRUE(all.equal(s * value$on, unname(on[[i]]$value), tolerance = 1e-9)), isTRUE(all.equal(area$on / day, on[[i]]$area, tolerance = 1e-9)))
    list(keys = value$keys, value = s * value$cell, area = area$cell / day)
  })
  list(birth = influences(d, "bday", ages), on = on, cell = cell)
}

difference <- function(a, b) {
  pa <- allInfluences(a); pb <- allInfluences(b)
  lapply(seq_along(points), function(i) {
    t <- points[i] * day
    s <- function(d) { f <- survfit(Surv(entry, exit, event) ~ 1, data = d, weights = weight, timefix = FALSE); i <- sum(f$time <= t); if (i == 0) 1 else f$surv[i] }
    k <- function(d) { risk <- d$entry < t & t <= d$exit; keff(tapply(d$weight[risk], d$bday[risk], sum)) }
    joint <- lapply(c("birth", "on", "cell"), function(n) {
      x <- pa[[n]][[i]]; y <- pb[[n]][[i]]
      if (n == "birth") { x$value <- leftOut(x$value, x$keys, a, t); y$value <- leftOut(y$value, y$keys, b, t) }
      tapply(c(x$value, -y$value), c(x$keys, y$keys), sum)
    })
    w <- widest(joint[[1]], joint[[2]], joint[[3]], min(k(a), k(b)))
    list(days = points[i], difference = s(a) - s(b), variance = w$variance, freedom = w$freedom)
  })
}

standardised <- function(d, H, h, W) {
  if (is.infinite(W) || h == 0 || W <= h) return(NULL)
  starts <- h * c(1, 2, 4, 8); ends <- pmin(W, h * c(2, 4, 8, Inf))
  keep <- starts < ends; starts <- starts[keep]; ends <- ends[keep]
  age <- (H - d$birth) / day
  d$band <- sapply(age, function(x) { i <- which(x >= starts & (x < ends | (x == W & ends == W))); if (length(i) == 0) NA else i[1] })
  d <- d[!is.na(d$band), ]
  d$bday <- d$birth %/% day
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
  days <- unique(d$bday[agent])
  byBirth <- sapply(days, function(b) sum(sapply(seq_along(R), function(i) {
    band <- agent & bandOf == i; own <- band & d$bday == b
    if (!any(own)) return(0)
    sum(unit[own] * (R[i] * d$weight[own] - x[own])) / (1 - sum(d$weight[own]) / sum(d$weight[band]))
  })))
  # The share that reaches the end, and what each day took away from it: S is that of the cohort alone, watched from birth on.
  e <- data.frame(birth = d$birth, entry = 0, exit = pmax(1, ifelse(is.na(d$death), H, d$death) - d$birth), event = as.integer(!is.na(d$death)), weight = d$weight, bday = d$bday)[agent, ]
  f <- survfit(Surv(exit, event) ~ 1, data = e, weights = weight, timefix = FALSE)
  S <- stepfun(f$time, c(1, f$surv))
  cut <- perDay(e)
  reach <- unit[agent][cut$row] * S(H - e$birth[cut$row])
  over <- function(t) ifelse(reach > 0, reach / S(t), 0)
  # Dead ends its row with the death; the unit was at risk of it, so that the row's expectation includes that age.
  part <- cut$weight * (cut$event * over(cut$exit) - (over(cut$exit) - over(cut$entry)))
  k <- keff(tapply((unit * d$weight)[agent], d$bday[agent], sum))
  w <- widest(byBirth, tapply(part, cut$on, sum), tapply(part, cut$cell, sum), k)
  ci <- loglog(point, w, k)
  list(point = point, lo = share(a, ad + md), hi = share(a + m, ad - od), keff = k, freedom = w$freedom, low = ci[1], high = ci[2], authored = a + ad, surviving = a)
}

cases <- list(
  list(name = "window", H = 1700000000, h = 30, W = 365, d = cells(1, 1700000000, 700, 90, 600)),
  list(name = "everything", H = 1700050000, h = 0, W = Inf, d = cells(2, 1700050000, 500, 60, 700)),
  list(name = "ties", H = 1699999200, h = 30, W = 400, d = cells(3, 1699999200, 500, 40, 500, ties = TRUE)),
  list(name = "cleanup", H = 4294967295, h = 14, W = 365, d = cells(4, 4294967295, 700, 120, 420, mass = 60)),
  list(name = "fewDays", H = 40000000, h = 30, W = 365, d = cells(5, 40000000, 300, 14, 400, agentShare = 0.3)),
  list(name = "thinBands", H = 1600000000, h = 30, W = 300, d = cells(6, 1600000000, 24, 20, 200)))

# Real histories: the token lives of two public repositories, see docs/metric.md; of the second all agent code and a tenth of the rest.
real <- function(name, H) list(name = name, H = H, h = 30, W = 365, d = read.csv(paste0(name, ".csv"), colClasses = c(overlaid = "character")), other = "Unknown", made = FALSE)
cases <- c(cases, list(real("csharpSdk", 1787184741), real("aspire", 1774117385)))

expected <- lapply(cases, function(case) {
  d <- case$d
  if (is.null(case$made)) write.csv(d, paste0(case$name, ".csv"), row.names = FALSE, quote = FALSE, na = "")
  other <- if (is.null(case$other)) "Human" else case$other
  o <- observe(d, case$H, case$h, case$W)
  isAgent <- o$label == "Agent" | o$overlaid == "Agent"
  agent <- o[isAgent, ]; rest <- o[o$label == other & !isAgent, ]
  list(name = case$name, end = case$H, horizon = case$h, window = if (is.infinite(case$W)) NULL else case$W,
       agent = curve(agent), other = curve(rest), otherLabel = other, all = curve(o), difference = difference(agent, rest), shipped = standardised(d, case$H, case$h, case$W))
})
write(toJSON(expected, auto_unbox = TRUE, digits = I(17), null = "null", na = "null", pretty = 1), "expected.json")

# Challenges: everybody is watched for one unit of time and falls at its end or not, so that the share that survived is survfit's S(1), and what it owes to each cluster survfit's influence.
# By day of birth and day of challenge together as above: R's own influence again, over their pairs.
challenges <- function(seed, H, n, birthDays, challengeDays, span, harm, tail) {
  set.seed(seed)
  births <- sample(0:span, birthDays); hits <- sample(0:span, challengeDays)
  size <- ceiling(rexp(challengeDays, 1)^tail * 10)
  fate <- runif(challengeDays)^harm # a day of challenges spares much or little
  j <- sample(challengeDays, n, replace = TRUE, prob = size)
  challenge <- H - hits[j] * day - sample(0:(day - 1), n, replace = TRUE)
  birth <- challenge - day * (1 + sample(births, n, replace = TRUE) %% 300)
  birth <- birth %/% (7 * day) * (7 * day) # weeks of work
  data.frame(birth, challenge, weight = sample(c(1, 2, 5, 20, 60), n, replace = TRUE), survived = as.integer(runif(n) < fate[j]),
             label = sample(c("Agent", "Human", "Mixed", "Unknown"), n, replace = TRUE, prob = c(.5, .2, .2, .1)), scope = sample(c("Ships", "Test"), n, replace = TRUE, prob = c(.9, .1)))
}

ofChallenges <- function(d) {
  d$b <- d$birth %/% day; d$c <- d$challenge %/% day; d$cell <- d$b * 2^20 + d$c
  by <- function(column) {
    f <- survfit(Surv(rep(1, nrow(d)), 1 - d$survived) ~ 1, weights = d$weight, cluster = d[[column]], robust = TRUE, influence = TRUE, timefix = FALSE)
    list(keys = sort(unique(d[[column]])), value = as.vector(f$influence.surv), s = f$surv)
  }
  size <- function(column) as.vector(tapply(d$weight, d[[column]], sum)[as.character(sort(unique(d[[column]])))])
  share <- sum(d$weight * d$survived) / sum(d$weight)
  k <- min(keff(size("b")), keff(size("c")))
  if (share == 0 || share == 1) { w <- list(variance = 0, freedom = k - 1) } else {
    birth <- by("b"); on <- by("c"); cell <- by("cell")
    stopifnot(isTRUE(all.equal(birth$s[1], share)))
    w <- widest(birth$value / (1 - size("b") / sum(d$weight)), on$value, cell$value, k)
  }
  ci <- if (sum(d$weight) < 100) c(NA, NA) else loglog(share, w, k)
  list(challenged = sum(d$weight), survived = sum(d$weight * d$survived), share = share, keff = k, variance = w$variance, freedom = w$freedom, low = ci[1], high = ci[2])
}

tables <- list(
  list(name = "challengesEven", H = 1700000000, W = 365, d = challenges(11, 1700000000, 600, 80, 70, 500, 0.3, 0.5)),
  list(name = "challengesCleanups", H = 1700050000, W = 365, d = challenges(12, 1700050000, 800, 120, 25, 420, 2, 1)),
  list(name = "challengesFewDays", H = 1700000000, W = 365, d = challenges(13, 1700000000, 200, 60, 4, 400, 1, 1)),
  list(name = "challengesSpared", H = 1600000000, W = Inf, d = challenges(14, 1600000000, 300, 60, 60, 600, 0, 1)))
write(toJSON(lapply(tables, function(table) {
  write.csv(table$d, paste0(table$name, ".csv"), row.names = FALSE, quote = FALSE)
  d <- table$d[table$d$scope == "Ships" & table$d$challenge <= table$H & table$d$challenge >= table$H - table$W * day, ]
  list(name = table$name, end = table$H, window = if (is.infinite(table$W)) NULL else table$W,
       Agent = ofChallenges(d[d$label == "Agent", ]), AgentHi = ofChallenges(d[d$label %in% c("Agent", "Mixed"), ]), Human = ofChallenges(d[d$label == "Human", ]), All = ofChallenges(d))
}), auto_unbox = TRUE, digits = I(17), null = "null", na = "null", pretty = 1), "challenges.json")

grid <- expand.grid(p = c(0.5001, 0.6, 0.9, 0.975, 0.995, 0.999999, 0.025, 1e-8), df = c(0.5, 1, 2, 2.5, 3, 9, 9.37, 10, 30.2, 40, 41, 99.5, 1000, 12345.6, 1e6))
write.csv(format(data.frame(grid, q = qt(grid$p, grid$df)), digits = 17), "student-t.csv", row.names = FALSE, quote = FALSE)

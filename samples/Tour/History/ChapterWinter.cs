using static Tour.History.Files;
using static Tour.History.ShopFiles;

namespace Tour.History;

/// <summary>November 2025 to February 2026, 120 to 240 days before the newest commit: agents go on, people rework what they met.</summary>
internal static class ChapterWinter
{
    public static readonly Commit[] Commits =
    [
        new(237, Writer.Claude, "Count points for customers", Add(Prices, """
            public static int Points(Cart cart)
            {
                var whole = (int)Math.Floor(cart.Subtotal());
                return whole >= 100 ? whole + (whole / 10) : whole;
            }
            """)),
        new(233, Writer.Bo, "Take shipping zones from the contract with the carrier",
            Rewrite(Shipping, "Surcharge", """
            public static decimal Surcharge(string postcode) => postcode.StartsWith("25", StringComparison.Ordinal) ? 9.90m : 0m;
            """)),
        new(230, Writer.Copilot, "Warn before an article sells out", Add(Stock, """
            public static int DaysLeft(int left, IReadOnlyList<int> soldPerDay)
            {
                if (soldPerDay.Count == 0)
                {
                    return int.MaxValue;
                }
                var average = soldPerDay.Average();
                return average <= 0 ? int.MaxValue : (int)(left / average);
            }
            """)),
        new(223, Writer.Cursor, "Reverse the charge for business customers", Add(Taxes, """
            public static bool IsReversed(string country, string? vatNumber)
            {
                if (string.IsNullOrWhiteSpace(vatNumber) || country == "DE")
                {
                    return false;
                }
                return vatNumber.StartsWith(country, StringComparison.Ordinal) && vatNumber.Length is >= 8 and <= 14;
            }
            """)),
        new(216, Writer.Claude, "Print taxes on the receipt", Add(Receipts, """
            public static string TaxLine(decimal rate, decimal tax)
            {
                var label = $"incl. {rate * 100m:0} % tax";
                return string.Format("{0,-27} {1,9:0.00}", label, tax) + Environment.NewLine;
            }
            """)),
        new(209, Writer.Cursor, "Round cash payments", Add(Prices, """
            public static decimal Cash(decimal amount)
            {
                var steps = Math.Round(amount / 0.05m, MidpointRounding.AwayFromZero);
                return steps * 0.05m;
            }
            """)),

        // A pull request merged by squashing: GitHub keeps the titles of its commits and hoists the trailers. One of two is an agent's: mixed.
        new(205, Writer.Bo, "Add gift wrapping (#31)", Add(Prices, """
            public static decimal Wrapping(Cart cart)
            {
                var pieces = cart.Lines.Sum(line => line.Quantity);
                return pieces > 10 ? 12m : Round(pieces * 1.20m);
            }
            """))
        {
            Body = """
                * Add a price for gift wrapping

                Co-authored-by: Claude <noreply@anthropic.com>

                * Cap it at twelve

                ---------

                Co-authored-by: Claude <noreply@anthropic.com>
                """,
        },
        new(202, Writer.Copilot, "Keep stock of several warehouses", Add(Stock, """
            public static int Total(IEnumerable<IReadOnlyDictionary<string, int>> warehouses, string sku)
            {
                var total = 0;
                foreach (var warehouse in warehouses)
                {
                    total += warehouse.GetValueOrDefault(sku);
                }
                return total;
            }
            """)),
        new(195, Writer.Claude, "Pack carts into parcels", Add(Shipping, """
            public static int Parcels(Cart cart, decimal limit)
            {
                var parcels = 1;
                var load = 0m;
                foreach (var line in cart.Lines.OrderByDescending(line => line.Kilograms))
                {
                    for (var piece = 0; piece < line.Quantity; piece++)
                    {
                        if (load + line.Kilograms > limit)
                        {
                            parcels++;
                            load = 0m;
                        }
                        load += line.Kilograms;
                    }
                }
                return parcels;
            }
            """)),
        new(191, Writer.Chidi, "Count points per full ten, as the terms say", Rewrite(Prices, "Points", """
            public static int Points(Cart cart) => (int)(cart.Subtotal() / 10m) * 10;
            """)),
        new(188, Writer.Cursor, "Show the savings of a customer", Add(Receipts, """
            public static string Savings(decimal before, decimal after)
            {
                var saved = before - after;
                return saved <= 0m ? "" : string.Format("You saved {0:0.00} ({1:0} %)", saved, saved / before * 100m);
            }
            """)),
        new(184, Writer.Chidi, "Compute prices of sets", Add(Prices, """
            public static decimal Set(IReadOnlyList<CartLine> parts, decimal rebate)
            {
                var complete = parts.Min(part => part.Quantity);
                var single = parts.Sum(part => part.Price * (part.Quantity - complete));
                return Round((parts.Sum(part => part.Price) * complete * (1m - rebate)) + single);
            }
            """)),
        new(181, Writer.Claude, "Flash sales", Add(Prices, """
            public static decimal Flash(decimal price, DateTime now, DateTime until)
            {
                var left = until - now;
                var percent = left.TotalHours < 1 ? 30 : left.TotalHours < 6 ? 20 : 10;
                return left <= TimeSpan.Zero ? price : Discount(price, percent);
            }
            """)),
        new(174, Writer.Copilot, "Test shipping", Add(Checks, """
            public static bool ShippingIsRight()
            {
                var cart = new Cart();
                cart.Add(new CartLine("A", 10m, 1, 0.5m));
                return Shipping.ByWeight(cart) == 3.90m && !Shipping.IsFree(cart);
            }
            """)),
        new(171, Writer.Ada, "Revert \"Flash sales\"", Remove(Prices, "Flash")) { Body = "Legal wants a fixed end for every offer first." },
        new(167, Writer.Claude, "Sort a pick list by shelf", Add(Stock, """
            public static IReadOnlyList<CartLine> PickList(Cart cart, IReadOnlyDictionary<string, string> shelves)
            {
                return cart.Lines
                    .OrderBy(line => shelves.GetValueOrDefault(line.Sku, "~"), StringComparer.Ordinal)
                    .ThenBy(line => line.Sku, StringComparer.Ordinal)
                    .ToList();
            }
            """)),
        new(160, Writer.Cursor, "Check customs limits", Add(Taxes, """
            public static decimal Customs(Cart cart, string country)
            {
                string[] union = ["AT", "BE", "DE", "ES", "FR", "IT", "NL", "PL"];
                var value = cart.Subtotal();
                return union.Contains(country) || value <= 150m ? 0m : Prices.Round(value * 0.12m);
            }
            """)),
        new(156, Writer.Bo, "Use the runtime's own repetition for rules", Rewrite(Receipts, "Rule", """
            public static string Rule(int width, char sign) => new string(sign, width) + Environment.NewLine;
            """)),
        new(153, Writer.Copilot, "Give a voucher for the next order", Add(Prices, """
            public static string Voucher(int order, decimal amount)
            {
                var cents = (int)(amount * 100m);
                var check = ((order * 31) + cents) % 97;
                return $"V{order:D6}-{cents:D5}-{check:D2}";
            }
            """)),
        new(146, Writer.Claude, "Offer pick-up points", Add(Shipping, """
            public static string NearestPickUp(IReadOnlyDictionary<string, (double X, double Y)> points, double x, double y)
            {
                var nearest = "";
                var least = double.MaxValue;
                foreach (var (name, point) in points)
                {
                    var distance = Math.Sqrt(Math.Pow(point.X - x, 2) + Math.Pow(point.Y - y, 2));
                    if (distance < least)
                    {
                        (nearest, least) = (name, distance);
                    }
                }
                return nearest;
            }
            """)),
        new(139, Writer.Cursor, "Print an order number as a bar of digits", Add(Receipts, """
            public static string Bar(int order)
            {
                var digits = order.ToString("D8").Select(digit => new string('|', digit - '0' + 1));
                return string.Join(' ', digits) + Environment.NewLine;
            }
            """)),
        new(132, Writer.Copilot, "Detect stock that nobody buys", Add(Stock, """
            public static IEnumerable<string> Unsold(IReadOnlyDictionary<string, DateOnly> lastSale, DateOnly today, int days)
            {
                foreach (var (sku, day) in lastSale)
                {
                    if (today.DayNumber - day.DayNumber > days)
                    {
                        yield return sku;
                    }
                }
            }
            """)),
        new(125, Writer.Claude, "Keep the tax rules of past years", Put(OldTaxes, """
            namespace Storefront.Core;

            public static class OldTaxes
            {
                public static decimal Of(int year, decimal net)
                {
                    var rate = year < 2007 ? 0.16m : year == 2020 ? 0.16m : 0.19m;
                    return Prices.Round(net * rate);
                }
            }
            """)),
    ];
}

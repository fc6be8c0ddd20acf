using static Tour.History.Files;
using static Tour.History.ShopFiles;

namespace Tour.History;

/// <summary>July to October 2025, 240 to 350 days before the newest commit: most of the shop is written.</summary>
internal static class ChapterSummer
{
    public static readonly Commit[] Commits =
    [
        new(349, Writer.Claude, "Add percentage discounts", Add(Prices, """
            public static decimal Discount(decimal price, int percent)
            {
                ArgumentOutOfRangeException.ThrowIfNegative(percent);
                ArgumentOutOfRangeException.ThrowIfGreaterThan(percent, 100);
                return Round(price * (100 - percent) / 100m);
            }
            """)),
        new(342, Writer.Cursor, "Charge shipping by weight", Add(Shipping, """
            public static decimal ByWeight(Cart cart)
            {
                var kilograms = cart.Lines.Sum(line => line.Kilograms * line.Quantity);
                return kilograms switch
                {
                    <= 1m => 3.90m,
                    <= 5m => 5.90m,
                    _ => 5.90m + (0.80m * Math.Ceiling(kilograms - 5m)),
                };
            }
            """)),
        new(337, Writer.Chidi, "Name the reduced tax rate", Add(Taxes, """
            public static decimal Reduced(decimal net) => Prices.Round(net * 0.07m);
            """)),
        new(335, Writer.Copilot, "Reserve stock for a cart", Add(Stock, """
            public static bool Reserve(IDictionary<string, int> stock, Cart cart)
            {
                if (cart.Lines.Any(line => !stock.TryGetValue(line.Sku, out var left) || left < line.Quantity))
                {
                    return false;
                }
                foreach (var line in cart.Lines)
                {
                    stock[line.Sku] -= line.Quantity;
                }
                return true;
            }
            """)),
        new(328, Writer.Claude, "Print a receipt line", Add(Receipts, """
            public static string Line(CartLine line)
            {
                var total = Prices.Round(line.Price * line.Quantity);
                return string.Format("{0,-12} {1,3} x {2,8:0.00} {3,9:0.00}", line.Sku, line.Quantity, line.Price, total);
            }
            """)),
        new(325, Writer.Bo, "Let customers change quantities", Add(Cart, """
            public bool Change(string sku, int quantity)
            {
                var index = _lines.FindIndex(line => line.Sku == sku);
                if (index < 0 || quantity < 0)
                {
                    return false;
                }
                if (quantity == 0)
                {
                    _lines.RemoveAt(index);
                }
                else
                {
                    _lines[index] = _lines[index] with { Quantity = quantity };
                }
                return true;
            }
            """)),
        new(321, Writer.Cursor, "Give discounts for quantity", Add(Prices, """
            public static decimal Bulk(CartLine line)
            {
                var percent = line.Quantity >= 100 ? 15 : line.Quantity >= 20 ? 8 : line.Quantity >= 10 ? 4 : 0;
                return Discount(line.Price * line.Quantity, percent);
            }
            """)),
        new(314, Writer.Claude, "Split gross prices into net and tax", Add(Taxes, """
            public static (decimal Net, decimal Tax) Split(decimal gross, decimal rate)
            {
                var net = Prices.Round(gross / (1m + rate));
                return (net, gross - net);
            }
            """)),
        new(311, Writer.Bo, "Give free shipping above a limit", Add(Shipping, """
            public static bool IsFree(Cart cart) => cart.Subtotal() >= 60m;
            """)),
        new(307, Writer.Copilot, "List articles that run low", Add(Stock, """
            public static IReadOnlyList<string> RunningLow(IReadOnlyDictionary<string, int> stock, int limit)
            {
                var low = new List<string>();
                foreach (var (sku, left) in stock)
                {
                    if (left <= limit)
                    {
                        low.Add(sku);
                    }
                }
                low.Sort(StringComparer.Ordinal);
                return low;
            }
            """)),
        new(300, Writer.Claude, "Print the total of a receipt", Add(Receipts, """
            public static string Total(Cart cart)
            {
                var subtotal = cart.Subtotal();
                var shipping = Shipping.IsFree(cart) ? 0m : Shipping.ByWeight(cart);
                return string.Format("{0,-27} {1,9:0.00}", "Total", Prices.Round(subtotal + shipping));
            }
            """)),
        new(296, Writer.Ada, "Fix bulk prices: the steps were too generous",
            Replace(Prices, "line.Quantity >= 100 ? 15 : line.Quantity >= 20 ? 8 : line.Quantity >= 10 ? 4 : 0", "line.Quantity >= 100 ? 10 : line.Quantity >= 50 ? 5 : 0")),
        new(293, Writer.Cursor, "Ship to islands at a surcharge", Add(Shipping, """
            public static decimal Surcharge(string postcode)
            {
                string[] islands = ["25849", "25938", "26465", "26548", "26757"];
                return Array.IndexOf(islands, postcode) >= 0 ? 7.50m : 0m;
            }
            """)),
        new(286, Writer.Claude, "Test discounts", Add(Checks, """
            public static bool DiscountsAreRight()
            {
                var half = Prices.Discount(10m, 50);
                var nothing = Prices.Discount(10m, 0);
                return half == 5m && nothing == 10m;
            }
            """)),
        new(279, Writer.Copilot, "Compare prices of two baskets", Add(Prices, """
            public static int CompareBaskets(Cart left, Cart right)
            {
                var difference = left.Subtotal() - right.Subtotal();
                if (difference == 0m)
                {
                    return left.Lines.Count.CompareTo(right.Lines.Count);
                }
                return difference < 0m ? -1 : 1;
            }
            """)),
        new(272, Writer.Claude, "Collect tax by rate", Add(Taxes, """
            public static IReadOnlyDictionary<decimal, decimal> ByRate(IEnumerable<(decimal Net, decimal Rate)> items)
            {
                var sums = new SortedDictionary<decimal, decimal>();
                foreach (var (net, rate) in items)
                {
                    sums[rate] = sums.GetValueOrDefault(rate) + Prices.Round(net * rate);
                }
                return sums;
            }
            """)),
        new(268, Writer.Chidi, "Drop the comparison of baskets, nobody asked for it", Remove(Prices, "CompareBaskets")),
        new(265, Writer.Cursor, "Estimate the day of delivery", Add(Shipping, """
            public static DateOnly Delivery(DateOnly ordered, int workingDays)
            {
                var day = ordered;
                while (workingDays > 0)
                {
                    day = day.AddDays(1);
                    if (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
                    {
                        workingDays--;
                    }
                }
                return day;
            }
            """)),
        new(258, Writer.Copilot, "Print a rule between parts of a receipt", Add(Receipts, """
            public static string Rule(int width, char sign)
            {
                var rule = new StringBuilder(width + 1);
                for (var column = 0; column < width; column++)
                {
                    rule.Append(sign);
                }
                return rule.AppendLine().ToString();
            }
            """)),
        new(254, Writer.Ada, "Merge two carts after signing in", Add(Cart, """
            public void Merge(Cart other)
            {
                foreach (var line in other._lines)
                {
                    var known = _lines.Find(own => own.Sku == line.Sku);
                    if (known is null || !Change(line.Sku, known.Quantity + line.Quantity))
                    {
                        _lines.Add(line);
                    }
                }
            }
            """)),
        new(251, Writer.Claude, "Put returned goods back into stock", Add(Stock, """
            public static void TakeBack(IDictionary<string, int> stock, CartLine line, bool isDamaged)
            {
                if (isDamaged || line.Quantity <= 0)
                {
                    return;
                }
                stock.TryGetValue(line.Sku, out var left);
                stock[line.Sku] = left + line.Quantity;
            }
            """)),
        new(246, Writer.Cursor, "Find the cheapest line of a cart", Add(Prices, """
            public static CartLine? Cheapest(Cart cart)
            {
                CartLine? best = null;
                foreach (var line in cart.Lines)
                {
                    if (best is null || line.Price < best.Price)
                    {
                        best = line;
                    }
                }
                return best;
            }
            """)),
    ];
}

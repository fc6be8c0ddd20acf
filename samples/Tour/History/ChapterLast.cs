using static Tour.History.Files;
using static Tour.History.ShopFiles;

namespace Tour.History;

/// <summary>May and June 2026. Code under 30 days old is too young for the figure: the last agent commit is in no survival number.</summary>
internal static class ChapterLast
{
    public static readonly Commit[] Commits =
    [
        new(58, Writer.Cursor, "Give family discounts", Add(Prices, """
            public static decimal Family(Cart cart, int children)
            {
                var percent = Math.Clamp(children * 3, 0, 12);
                return cart.Subtotal() < 20m ? cart.Subtotal() : Discount(cart.Subtotal(), percent);
            }
            """)),
        new(54, Writer.Claude, "Group receipts by day", Add(Receipts, """
            public static IEnumerable<string> Daily(IEnumerable<(DateOnly Day, decimal Total)> sales)
            {
                return sales
                    .GroupBy(sale => sale.Day)
                    .OrderBy(group => group.Key)
                    .Select(group => $"{group.Key:yyyy-MM-dd} {group.Sum(sale => sale.Total):0.00}");
            }
            """)),
        new(50, Writer.Copilot, "Choose the cheapest carrier", Add(Shipping, """
            public static string Carrier(decimal kilograms, IReadOnlyDictionary<string, Func<decimal, decimal>> carriers)
            {
                var (best, price) = ("", decimal.MaxValue);
                foreach (var (name, tariff) in carriers)
                {
                    var offer = tariff(kilograms);
                    if (offer < price)
                    {
                        (best, price) = (name, offer);
                    }
                }
                return best;
            }
            """)),
        new(47, Writer.Chidi, "Print bars with the printer's own command", Remove(Receipts, "Bar")),
        new(45, Writer.Claude, "Plan orders to suppliers", Add(Stock, """
            public static IReadOnlyDictionary<string, int> Reorder(IReadOnlyDictionary<string, int> stock, int target)
            {
                var orders = new SortedDictionary<string, int>(StringComparer.Ordinal);
                foreach (var (sku, left) in stock)
                {
                    if (left < target / 2)
                    {
                        orders[sku] = target - left;
                    }
                }
                return orders;
            }
            """)),
        new(41, Writer.Cursor, "Estimate taxes of a quarter", Add(Taxes, """
            public static decimal Quarter(IEnumerable<(DateOnly Day, decimal Net)> sales, int year, int quarter)
            {
                var first = ((quarter - 1) * 3) + 1;
                return sales
                    .Where(sale => sale.Day.Year == year && sale.Day.Month >= first && sale.Day.Month < first + 3)
                    .Sum(sale => Standard(sale.Net));
            }
            """)),
        new(37, Writer.Claude, "Deduct vouchers", Add(Prices, """
            public static (decimal ToPay, decimal Left) Deduct(decimal total, decimal voucher)
            {
                var used = Math.Min(total, voucher);
                return (total - used, voucher - used);
            }
            """)),
        new(33, Writer.Copilot, "Mark copies of receipts", Add(Receipts, """
            public static string Copy(string receipt, int number)
            {
                var mark = number <= 1 ? "COPY" : $"COPY {number}";
                return string.Join('\n', receipt.Split('\n').Select(line => line.Length == 0 ? line : $"{mark} {line}"));
            }
            """)),
        new(26, Writer.Ada, "Simplify the list of articles that run low", Rewrite(Stock, "RunningLow", """
            public static IReadOnlyList<string> RunningLow(IReadOnlyDictionary<string, int> stock, int limit) =>
                [.. stock.Where(item => item.Value < limit).Select(item => item.Key).Order(StringComparer.Ordinal)];
            """)),
        new(21, Writer.Bo, "Fix parcels: heavy pieces go alone", Replace(Shipping, "load + line.Kilograms > limit", "load > 0m && load + line.Kilograms > limit")),
        new(14, Writer.Chidi, "Refuse instalments of small sums", Replace(Prices, "var rate = Math.Floor(total / months * 100m) / 100m;", "if (total < 50m || months < 2) return [total];\n        var rate = decimal.Truncate(total * 100m / months) / 100m;")),
        new(9, Writer.Claude, "Show the last order", Replace(Main, "Console.WriteLine(cart.Subtotal());", "foreach (var line in cart.Lines)\n{\n    Console.WriteLine(Receipts.Line(line));\n}\nConsole.WriteLine(Receipts.Total(cart));")),
        new(7, Writer.Bo, "Put the checkout together",
            Put(Checkout, """
                using Storefront.Core;

                namespace Storefront;

                public static class Checkout
                {
                    public static void Print(Cart cart, IDictionary<string, int> stock, string postcode, string country)
                    {
                        if (!Stock.IsAllowed(cart, 20) || !Stock.Reserve(stock, cart))
                        {
                            Console.WriteLine("Not today.");
                            return;
                        }

                        var goods = cart.Lines.Sum(Prices.Bulk);
                        var freight = Shipping.IsFree(cart) ? 0m : Shipping.ByWeight(cart) + Shipping.Surcharge(postcode) + Shipping.Express(cart, new TimeOnly(9, 30));
                        Console.WriteLine(Receipts.Savings(cart.Subtotal(), goods));
                        Console.WriteLine($"{Shipping.Parcels(cart, 31.5m)} parcels, the last {Shipping.PercentFull(cart, 31.5m)} % full");
                        Console.WriteLine(Receipts.TaxLine(0.19m, Taxes.Split(goods + freight, 0.19m).Tax + Taxes.Customs(cart, country)));
                        foreach (var rate in Taxes.ByRate(cart.Lines.Select(line => (line.Price * line.Quantity, 0.07m))))
                        {
                            Console.WriteLine(Receipts.TaxLine(rate.Key, rate.Value));
                        }

                        var (toPay, left) = Prices.Deduct(Prices.Cash(goods + freight), 5m);
                        Console.WriteLine(Receipts.Money(toPay, "EUR") + ", left on the voucher " + Receipts.Money(left, "EUR"));
                        Console.WriteLine(string.Join(", ", Prices.Instalments(toPay, 3)));
                        Console.WriteLine(string.Join(", ", Stock.PickList(cart, new Dictionary<string, string>(StringComparer.Ordinal)).Select(line => line.Sku)));
                        Console.WriteLine(string.Join(", ", Stock.RunningLow(stock.ToDictionary(StringComparer.Ordinal), 3)));
                        Console.Write(Receipts.Rule(20, '-') + Receipts.Greeting(new TimeOnly(9, 30)));
                    }
                }
                """),
            Replace(Main, "Console.WriteLine(Receipts.Total(cart));", "Console.WriteLine(Receipts.Total(cart));\nCheckout.Print(cart, new Dictionary<string, int>(StringComparer.Ordinal) { [\"TEA-1\"] = 12 }, \"10115\", \"CH\");")),
    ];
}

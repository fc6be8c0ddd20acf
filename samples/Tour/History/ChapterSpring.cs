using static Tour.History.Files;
using static Tour.History.ShopFiles;

namespace Tour.History;

/// <summary>March and April 2026, 60 to 120 days before the newest commit: a merge, a formatting commit, code that is never compiled.</summary>
internal static class ChapterSpring
{
    public static readonly Commit[] Commits =
    [
        new(118, Writer.Cursor, "Limit what one order may hold", Add(Stock, """
            public static bool IsAllowed(Cart cart, int perArticle)
            {
                var counts = new Dictionary<string, int>();
                foreach (var line in cart.Lines)
                {
                    counts[line.Sku] = counts.GetValueOrDefault(line.Sku) + line.Quantity;
                }
                return counts.Values.All(count => count <= perArticle);
            }
            """)),

        // Dead code: the old rules stay in the repository, but the compiler no longer sees them.
        new(115, Writer.Bo, "Leave old taxes out of the build", Put(Core, """
            <Project Sdk="Microsoft.NET.Sdk">
              <ItemGroup>
                <Compile Remove="OldTaxes.cs" />
              </ItemGroup>
            </Project>
            """)),
        new(111, Writer.Claude, "Pay in instalments", Add(Prices, """
            public static IReadOnlyList<decimal> Instalments(decimal total, int months)
            {
                var rate = Math.Floor(total / months * 100m) / 100m;
                var rates = Enumerable.Repeat(rate, months).ToArray();
                rates[^1] += total - (rate * months);
                return rates;
            }
            """)),
        new(107, Writer.Bo, "Remember carts as text", Add(Cart, """
            public string Save() => string.Join(';', _lines.Select(line => $"{line.Sku}*{line.Quantity}"));
            """), Add(Cart, """
            public static Cart Load(string text, IReadOnlyDictionary<string, CartLine> articles)
            {
                var cart = new Cart();
                foreach (var part in text.Split(';', StringSplitOptions.RemoveEmptyEntries))
                {
                    var fields = part.Split('*');
                    cart.Add(articles[fields[0]] with { Quantity = int.Parse(fields[1]) });
                }
                return cart;
            }
            """)),
        new(104, Writer.Copilot, "Trace prices while debugging", Add(Prices, """
            #if TRACE_PRICES
            public static void Trace(Cart cart)
            {
                foreach (var line in cart.Lines)
                {
                    Console.Error.WriteLine($"{line.Sku}: {line.Quantity} at {line.Price}");
                }
            }
            #endif
            """)),
        new(100, Writer.Ada, "Open braces at the end of the line in stock", Replace(Stock, "\n        {\n", " {\n"), Replace(Stock, "\n    {\n", " {\n")) { Body = "Formatting only." },

        // A branch with an agent's and a person's commit, merged on another day: code is born on the mainline when it is merged.
        new(93, Writer.Chidi, "Merge branch 'topic'")
        {
            Branch =
            [
                new(97, Writer.Cursor, "Quote prices in other currencies", Add(Prices, """
                    public static decimal Convert(decimal amount, IReadOnlyDictionary<string, decimal> rates, string from, string to)
                    {
                        if (from == to)
                        {
                            return amount;
                        }
                        var euros = amount / rates[from];
                        return Round(euros * rates[to]);
                    }
                    """)),
                new(95, Writer.Chidi, "Show the currency on receipts", Add(Receipts, """
                    public static string Money(decimal amount, string currency) => $"{amount:0.00} {currency}";
                    """)),
            ],
        },
        new(90, Writer.Claude, "Add express delivery", Add(Shipping, """
            public static decimal Express(Cart cart, TimeOnly ordered)
            {
                var basis = ByWeight(cart) * 2m;
                return ordered > new TimeOnly(14, 0) ? Prices.Round(basis * 1.25m) : basis;
            }
            """)),
        new(86, Writer.Ada, "Fix vouchers: the check digit was predictable", Rewrite(Prices, "Voucher", """
            public static string Voucher(Guid secret, decimal amount) => $"V-{secret:N}-{(int)(amount * 100m):D5}";
            """)),
        new(83, Writer.Copilot, "Thank customers by the hour", Add(Receipts, """
            public static string Greeting(TimeOnly now)
            {
                var part = now.Hour switch
                {
                    < 11 => "morning",
                    < 17 => "day",
                    _ => "evening",
                };
                return $"Thank you and have a good {part}!";
            }
            """)),
        new(76, Writer.Cursor, "Correct counted stock", Add(Stock, """
            public static int Correct(IDictionary<string, int> stock, IReadOnlyDictionary<string, int> counted)
            {
                var corrections = 0;
                foreach (var (sku, count) in counted)
                {
                    if (!stock.TryGetValue(sku, out var booked) || booked != count)
                    {
                        stock[sku] = count;
                        corrections++;
                    }
                }
                return corrections;
            }
            """)),
        new(72, Writer.Bo, "Ask the carrier for delivery days", Rewrite(Shipping, "Delivery", """
            public static DateOnly Delivery(DateOnly ordered, Func<DateOnly, DateOnly> carrier) => carrier(ordered);
            """)),
        new(69, Writer.Claude, "Validate tax numbers", Add(Taxes, """
            public static bool IsValid(string number)
            {
                var product = 10;
                foreach (var digit in number.Take(8).Select(sign => sign - '0'))
                {
                    var sum = (digit + product) % 10;
                    product = (sum == 0 ? 10 : sum) * 2 % 11;
                }
                return number.Length == 9 && (11 - product) % 10 == number[8] - '0';
            }
            """)),
        new(63, Writer.Copilot, "Say how full a cart is", Add(Shipping, """
            public static int PercentFull(Cart cart, decimal limit)
            {
                var load = cart.Lines.Sum(line => line.Kilograms * line.Quantity);
                return (int)Math.Min(100m, Math.Round(load / limit * 100m));
            }
            """)),
    ];
}

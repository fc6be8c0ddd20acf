using Provenance.Testing;

namespace Provenance.Tool.Tests;

/// <summary>A small repository that people and agents wrote, its paths with spaces and letters beyond ASCII.</summary>
public sealed class PeopleAndAgents : IDisposable
{
    public const string Cart = "src/Shop/Cart.cs";
    public const string Odd = "src/Größe und Maß/Preis 値.cs";
    public const string NotUtf8 = "src/Shop/Latin.cs";

    public static readonly TestIdentity[] People = [TestIdentity.Person, TestIdentity.OtherPerson];

    private static readonly TestIdentity Copilot = new("Copilot", "198982749+Copilot@users.noreply.github.com");

    public PeopleAndAgents()
    {
        Repository = TestRepository.Create("shop with spaces");
        var root = Repository.Commit(TestCommit.OfText(
            "Begin", Day(0), ("src/Shop/Shop.csproj", "<Project />\n"), (Cart, "namespace Shop;\n\nclass Cart\n{\n}\n"), (Odd, "class Preis { }\n")));
        var agent = Repository.Commit(
            TestCommit.OfText(
                "Add totals\n\nCo-authored-by: Claude <noreply@anthropic.com>\n",
                Day(10),
                (Cart, "namespace Shop;\n\nclass Cart\n{\n    int Total(int a, int b)\n    {\n        // Sum.\n        return a + b;\n    }\n}\n"),
                (Odd, Many("Preis", 60))),
            root);
        var latin = Repository.Commit(
            new TestCommit("Add a file in an old encoding", Day(20), (NotUtf8, [.. "class Latin { string s = \""u8, 0xE4, 0xFF, .. "\"; }\n"u8])) { Author = TestIdentity.OtherPerson },
            agent);
        var person = Repository.Commit(
            TestCommit.OfText(
                "Fix sum",
                Day(60),
                (Cart, "namespace Shop;\n\nclass Cart\n{\n    int Total(int a, int b)\n    {\n        // Sum.\n        return a - b + 1;\n    }\n}\n")) with
            { Author = TestIdentity.OtherPerson },
            latin);
        Repository.Commit(TestCommit.OfText("Add discounts", Day(200), ("src/Shop/Discount.cs", Many("Discount", 40))) with { Author = Copilot }, person);
        Ids = Repository.Import();
    }

    public TestRepository Repository { get; }

    /// <summary>By the order above, from 1.</summary>
    public string[] Ids { get; }

    public void Dispose() => Repository.Dispose();

    internal static DateTimeOffset Day(int number) => new DateTimeOffset(2024, 1, 1, 12, 0, 0, TimeSpan.Zero).AddDays(number);

    private static string Many(string name, int members) =>
        $"class {name}\n{{\n{string.Concat(Enumerable.Range(0, members).Select(i => $"    int M{i}(int x) => x * {i} + {i + 7};\n"))}}}\n";
}

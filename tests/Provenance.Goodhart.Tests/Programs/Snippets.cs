namespace Provenance.Goodhart.Tests.Programs;

/// <summary>Pieces of code that fit anywhere, each like no other.</summary>
internal static class Snippets
{
    /// <summary>A member with a body of its own.</summary>
    public static string Method(int seed, string head = "private static int Spare(int given)")
    {
        var scope = new Scope();
        scope.Numbers.Add("given");
        return $"\n    {head}\n    {{\n{new BodyWriter(new Draw(seed)).Write(scope, 5)}    }}\n";
    }

    /// <summary>A block of statements that works on one number.</summary>
    public static string Block(int seed, string number)
    {
        var scope = new Scope();
        scope.Numbers.Add(number);
        return "        {\n" + Statements(scope, new Draw(seed), 5) + "        }\n";
    }

    public static string Statements(Scope scope, Draw draw, int count = 2)
    {
        var body = new BodyWriter(draw).Write(scope, count);
        return body[..body.LastIndexOf("        return", StringComparison.Ordinal)];
    }

    /// <summary>The same number for the same text on every machine.</summary>
    public static int SeedOf(string text) => text.Aggregate(17, (sum, letter) => ((sum * 31) + letter) & 0xFFFFF);
}

namespace Provenance.Engine.Tests;

/// <summary>Source that nests as deep as it is asked to, each shape on a way of its own through a parser.</summary>
internal static class DeepSource
{
    /// <summary>Each shape ended the process at this depth, on a thread with the usual stack of 1.5 MB.</summary>
    public const int Hostile = 10_000;

    /// <summary>Deeper than anybody writes.</summary>
    public const int Usual = 500;

    // Before the repeated part, the part, the middle, the part that closes it, the end.
    private static readonly Dictionary<string, string[]> Shapes = new(StringComparer.Ordinal)
    {
        ["parentheses"] = ["class A { int s = ", "(", "1", ")", "; }"],
        ["parentheses that nothing closes"] = ["class A { int s = ", "(", "1; }", "", ""],
        ["generics"] = ["class A { ", "List<", "int", ">", " s; }"],
        ["generics with commas"] = ["class A { ", "Map<int, ", "int", ">", " s; }"],
        ["interpolations"] = ["class A { string s = ", "$\"{", "1", "}\"", "; }"],
        ["parentheses in a hole"] = ["class A { string s = $\"{", "(", "1", ")", "}\"; }"],
        ["lambdas"] = ["class A { object s = ", "() => { return ", "1", "; }", "; }"],
        ["else-if"] = ["class A { void M() { ", "if (a) b(); else ", "c();", "", " } }"],
        ["else-if with braces"] = ["class A { void M() { ", "if (a) { } else ", "c();", "", " } }"],
        ["initialisers"] = ["class A { object s = ", "new A { B = ", "1", " }", "; }"],
        ["array initialisers"] = ["class A { int[] s = ", "{", "1", "}", "; }"],
        ["patterns"] = ["class A { bool s = a is ", "{ P: ", "1", " }", "; }"],
        ["tuple types"] = ["class A { ", "(int, ", "int", ")", " s; }"],
        ["conditional access"] = ["class A { object s = a", "?.b", "", "", "; }"],
        ["query continuations"] = ["class A { object s = from a in b select a", " into a select a", "", "", "; }"],
        ["comparisons"] = ["class A { object s = a", "<a", "", "", "; }"],
        ["condition"] = ["#if ", "(", "A", ")", "\n#endif\nclass A { int s = 1; }"],
        ["condition in dead text"] = ["#if A\n#if ", "!", "A\n#endif\n#endif\n", "", "class A { int s = 1; }"],
    };

    public static TheoryData<string> Names => [.. Shapes.Keys];

    public static string Of(string shape, int depth)
    {
        var parts = Shapes[shape];
        return parts[0] + string.Concat(Enumerable.Repeat(parts[1], depth)) + parts[2] + string.Concat(Enumerable.Repeat(parts[3], depth)) + parts[4] + "\n";
    }

    /// <summary>A chain that a parser follows in a loop, deep on its left.</summary>
    public static string Chain(int length) => "class A { int s = " + string.Concat(Enumerable.Repeat("1+", length)) + "1; }\n";
}

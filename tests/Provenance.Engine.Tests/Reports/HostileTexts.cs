using FsCheck;
using FsCheck.Fluent;

namespace Provenance.Engine.Tests.Reports;

/// <summary>Text that tries to be more than text where it is shown.</summary>
internal static class HostileTexts
{
    /// <summary>Each of them is a command, a formula, markup or a deception somewhere.</summary>
    public static readonly string[] Known =
    [
        "<script>alert(1)</script>", "</script><script>x", "<!--", "-->", "]]>", "<img src=x onerror=alert(1)>", "\" onload=\"x", "' x='", "&lt;b&gt;", "javascript:x",
        "::error::x", "\n::error file=a::x", "##vso[task.setvariable variable=a]b", "x ##[error]y", "##teamcity[message text='x']", "| cell", "`code`", "``", "```", "a`", "`",
        "[a](javascript:x)", "![a](http://example.invalid/a.png)", "@someone", "#1", "*a*", "__a__", "~~a~~", "$a$", "\\", "\\|", "<details>", "http://example.invalid",
        "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "a,b", "a\"b", "a\nb", "a\r\nb",
        "\u001b[2J\u001b]0;x\u0007", "\u202egnp.exe", "\u2066a\u2069", "\u200b", "\u2028", "\u2029", "\u0000", "\u0085", "\ud800", "{{x}}", "%0a", "%AZP25", "|n", "|'",
    ];

    private static readonly Gen<string> Pieces = Gen.OneOf(Gen.Elements(Known), ArbMap.Default.GeneratorFor<string?>().Select(text => text ?? ""), Gen.Elements("src", "a b", "Größe", "日本"));

    public static Arbitrary<string> All { get; } = Pieces.ListOf().Select(pieces => string.Concat(pieces.Take(6))).ToArbitrary();
}

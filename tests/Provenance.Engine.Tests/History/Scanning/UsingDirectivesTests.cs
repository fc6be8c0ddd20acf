using System.Text;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Provenance.Engine.History.Scanning;

namespace Provenance.Engine.Tests.History.Scanning;

/// <summary>Oracle: the directives of Roslyn's parser.</summary>
public sealed class UsingDirectivesTests
{
    [Theory]
    [InlineData("using A;", 3)]
    [InlineData("using A.B; class C;", 5)]
    [InlineData("global using A;", 4)]
    [InlineData("using static A.B;", 6)]
    [InlineData("global using static A;", 5)]
    [InlineData("using A = B<C>;", 8)]
    [InlineData("using A = (int B, int C);", 11)]
    [InlineData("using unsafe A = int*;", 7)]
    [InlineData("extern alias A; using A::B;", 5)]
    [InlineData("namespace A; using B; class C { }", 3)]
    [InlineData("namespace A.B { using C; using F; namespace D { using E; } class G { } }", 9)]
    [InlineData("using A; using (b) { } using var c = d; using E f = g; using H<I> j = k;", 3)]
    [InlineData("await using var a = b; using (c); using var d = e;", 0)]
    [InlineData("class A { void B() { using var c = d; using (e) { } using F g = h; } }", 0)]
    [InlineData("if (a) { using B c = d; }", 0)]
    public void Directive_IsToldFromStatement(string text, int expected)
    {
        Assert.Equal(expected, Marked(text).Count);
        Assert.Equal(InDirectives(text), Marked(text));
    }

    [Fact]
    public void MisplacedDirective_IsStillOne() =>
        Assert.Equal(3, Marked("class A { } using B;").Count);

    [Theory]
    [InlineData("using;")]
    [InlineData("global using;")]
    [InlineData("using")]
    [InlineData("global")]
    [InlineData("} using A;")]
    [InlineData("using = ;")]
    [InlineData("namespace { using")]
    public void BrokenDirective_IsReadToTheEnd(string text) => Assert.InRange(Marked(text).Count, 0, 4);

    [Fact]
    public void MarkedTokens_AreStructural()
    {
        var tokens = new TokenBuffer();
        new TokenScanner().Scan("using A; a"u8, tokens);

        Assert.Equal([true, true, true, false], Enumerable.Range(0, 4).Select(tokens.IsStructural));
        Assert.Equal([TokenKind.Keyword, TokenKind.Identifier, TokenKind.Structural, TokenKind.Identifier], Enumerable.Range(0, 4).Select(tokens.Kind));
    }

    [Fact]
    public void OwnRepository_HasRoslynsDirectives() =>
        Assert.All(SourceCorpus.OwnRepository().Select(File.ReadAllText), text => Assert.Equal(InDirectives(text), Marked(text)));

    private static List<int> Marked(string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        var tokens = new TokenBuffer();
        new TokenScanner().Scan(utf8, tokens);
        return [.. Enumerable.Range(0, tokens.Count).Where(tokens.IsInUsingDirective).Select(index => Encoding.UTF8.GetCharCount(utf8, 0, tokens.Starts[index]))];
    }

    private static List<int> InDirectives(string text) =>
        [.. CSharpSyntaxTree.ParseText(text).GetRoot().DescendantNodes().OfType<UsingDirectiveSyntax>()
            .SelectMany(directive => directive.DescendantTokens()).Where(token => token.Span.Length > 0).Select(token => token.SpanStart)];
}

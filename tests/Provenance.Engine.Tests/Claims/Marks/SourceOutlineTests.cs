using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Provenance.Engine.Claims.Marks;
using Provenance.Engine.Tests.Policy;

namespace Provenance.Engine.Tests.Claims.Marks;

/// <summary>The outline against Roslyn's tree, over the sources of this repository and over forms that they do not hold.</summary>
public sealed class SourceOutlineTests
{
    private const string Forms = """"
        extern alias other;
        global using System;
        using static System.Math;
        [assembly: CLSCompliant(false)]
        namespace A.B
        {
            [A, B(1, "}"), C]
            public sealed partial class Outer<T>(int x = 3, T[]? y = null) : Base(new() { X = 1 }), I where T : class, new()
            {
                private readonly (int, string) _pair = (1, "a"), _other = default;
                public int X { get; set; } = 5;
                public int Y => new[] { 1, 2 }.Length;
                public int Z { get => field; init { field = value; } }
                public (int A, int B) Pair<U>(U u) where U : struct { return (1, 2); }
                async Task<List<(int, int)>> Run() => await Go(() => { return 1; });
                public Outer() : this(new int[] { 1 }.Length) { }
                ~Outer() { }
                public static bool operator ==(Outer<T> a, Outer<T> b) => a is { X: 1 };
                public static bool operator <(Outer<T> a, Outer<T> b) => true;
                public static bool operator >(Outer<T> a, Outer<T> b) => true;
                public static bool operator <=(Outer<T> a, Outer<T> b) => true;
                public static bool operator >=(Outer<T> a, Outer<T> b) => true;
                public static Outer<T> operator <<(Outer<T> a, int b) => a;
                public static Outer<T> operator >>(Outer<T> a, int b) => a;
                public static Outer<T> operator >>>(Outer<T> a, int b) => a;
                public static implicit operator Outer<List<T>>(Outer<T> a) => new();
                public int this[int i, string s = "]"] { get { return i; } }
                public event Action? Changed { add { } remove { } }
                public event Action? Fired;
                delegate void D(int x = 1);
                [Obsolete] enum E : byte { A = 1, [X] B = (1 << 2) | A, C, }
                static readonly Func<int, int> s_lambda = x => { return x; };
                record R(int A);
                record struct S { int a; }
                partial void M();
                unsafe fixed int buffer[4];
                int record = 1;
                class Empty;
                ref struct Q { }
                const string Raw = $$"""
                    { {{1}} }
                    """;
                int I.Explicit => 1;
                T Constrained<V>() where V : class => default!;
            }

            interface I { int P { get; } static abstract int M(); }
        }

        namespace Other { }
        """";

    private const string FileScoped = """
        using System;

        namespace A.B;

        class C
        {
            int f;
        }

        static class D { extension(string s) { public int Size => s.Length; } extension<T>(T t) where T : class { public int Size => 1; } }
        """;

    public static TheoryData<string> Sources =>
    [
        .. Architecture.SourceFiles.Below("build").Concat(Architecture.SourceFiles.Below("tests")).Concat(Architecture.SourceFiles.Below("analyzers"))
            .Select(path => path[(RepositoryFiles.Path("").Length)..].TrimStart('/')),
    ];

    [Theory]
    [InlineData(Forms)]
    [InlineData(FileScoped)]
    public void Outline_IsTheTreesOfRoslyn(string source) => Assert.Equal(Roslyn(source), Outline(source));

    [Theory]
    [MemberData(nameof(Sources))]
    public void OwnSource_HasTheOutlineOfRoslyn(string path)
    {
        var source = File.ReadAllText(RepositoryFiles.Path(path));
        if (CSharpSyntaxTree.ParseText(source).GetRoot().ChildNodes().OfType<GlobalStatementSyntax>().Any())
        {
            // Statements at the top level are members here, in pieces that nobody asks for.
            return;
        }

        Assert.Equal(Roslyn(source), Outline(source));
    }

    private static string Outline(string source) => MarkSamples.With(source, tokens =>
    {
        var text = new List<string>();
        foreach (var declaration in SourceOutline.Read(tokens).Declarations)
        {
            if (declaration.Kind != DeclarationKind.Directive)
            {
                text.Add(FormattableString.Invariant($"{tokens.Start(declaration.First)}..{tokens.End(declaration.Last)} {(declaration.HasBody ? "body" : "-")} {declaration.Name}"));
            }
        }

        return string.Join('\n', text);
    });

    private static string Roslyn(string source)
    {
        var tree = CSharpSyntaxTree.ParseText(source, CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Preview));
        Assert.DoesNotContain(tree.GetDiagnostics(), diagnostic => diagnostic.Severity == DiagnosticSeverity.Error && diagnostic.Id is not ("CS1029" or "CS8652"));
        var bytes = System.Text.Encoding.UTF8;
        return string.Join('\n', Members(tree.GetRoot()).Select(member => FormattableString.Invariant(
            $"{bytes.GetByteCount(source.AsSpan(0, member.SpanStart))}..{bytes.GetByteCount(source.AsSpan(0, EndOf(member)))} {(HasBody(member) ? "body" : "-")} {NameOf(member)}")));
    }

    private static IEnumerable<SyntaxNode> Members(SyntaxNode node)
    {
        foreach (var child in node.ChildNodes())
        {
            if (child is MemberDeclarationSyntax)
            {
                yield return child;
            }

            if (child is MemberDeclarationSyntax and (BaseTypeDeclarationSyntax or BaseNamespaceDeclarationSyntax))
            {
                foreach (var inner in Members(child))
                {
                    yield return inner;
                }
            }
        }
    }

    // A semicolon behind a brace is part of Roslyn's type, and of nothing here.
    private static int EndOf(SyntaxNode member) => member switch
    {
        BaseTypeDeclarationSyntax { CloseBraceToken.Span.End: > 0 and var end } type when !type.CloseBraceToken.IsMissing && type.OpenBraceToken.Span.Length > 0 => end,
        NamespaceDeclarationSyntax space => space.CloseBraceToken.Span.End,
        _ => member.Span.End,
    };

    private static bool HasBody(SyntaxNode member) => member switch
    {
        BaseTypeDeclarationSyntax type => type.OpenBraceToken.Span.Length > 0,
        NamespaceDeclarationSyntax => true,
        BaseMethodDeclarationSyntax method => method.Body is not null || method.ExpressionBody is not null,
        BasePropertyDeclarationSyntax property => property.AccessorList is not null || property is PropertyDeclarationSyntax { ExpressionBody: not null } or IndexerDeclarationSyntax { ExpressionBody: not null },
        _ => false,
    };

    private static string NameOf(SyntaxNode member) => member switch
    {
        BaseTypeDeclarationSyntax type => type.Identifier.ValueText,
        BaseNamespaceDeclarationSyntax space => space.Name.ToString(),
        MethodDeclarationSyntax method => method.Identifier.ValueText,
        ConstructorDeclarationSyntax constructor => constructor.Identifier.ValueText,
        DestructorDeclarationSyntax destructor => destructor.Identifier.ValueText,
        PropertyDeclarationSyntax property => property.Identifier.ValueText,
        IndexerDeclarationSyntax => "this",
        EventDeclarationSyntax @event => @event.Identifier.ValueText,
        OperatorDeclarationSyntax => "operator",
        ConversionOperatorDeclarationSyntax conversion => (conversion.Type as SimpleNameSyntax)?.Identifier.ValueText ?? conversion.Type.ToString(),
        DelegateDeclarationSyntax @delegate => @delegate.Identifier.ValueText,
        BaseFieldDeclarationSyntax field => field.Declaration.Variables[0].Identifier.ValueText,
        EnumMemberDeclarationSyntax value => value.Identifier.ValueText,
        _ => "?",
    };
}

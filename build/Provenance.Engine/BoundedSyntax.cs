using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using Provenance.Engine.History.Scanning;

namespace Provenance.Engine;

/// <summary>The only way to Roslyn's lexer and parser: they follow a text by recursion and try what it may mean, and a hostile one would end the process or never be done.</summary>
public static class BoundedSyntax
{
    // Roslyn's error for a text that it gave up on: its tree holds nothing behind that place.
    private const string InsufficientStack = "CS8078";

    // A text of two megabytes takes a second, and half of that when the parser is compiled.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private static readonly ParserThreads Threads = new(mostBusy: 4);

    // Documentation is of no use here, and its elements nest as deep as code.
    private static readonly CSharpParseOptions WithoutDocumentation = CSharpParseOptions.Default.WithDocumentationMode(DocumentationMode.None);

    /// <summary>Whether the text may be given to the lexer, no symbol defined but by itself.</summary>
    public static bool IsBounded(string text) => Measure(text, WithoutDocumentation).IsBounded;

    /// <summary>The tree of a text under a build's options.</summary>
    /// <returns>Null when the text nests too deeply or takes too long.</returns>
    public static SyntaxTree? Parse(SourceText text, CSharpParseOptions options, string path, CancellationToken cancellation) =>
        Read(text, options, path, tree => tree, cancellation);

    /// <summary>What can be read out of a text with default options, no symbol defined but by itself.</summary>
    /// <returns>Null when the text nests too deeply or takes too long.</returns>
    public static T? Read<T>(string text, Func<SyntaxTree, T> read)
        where T : class => Read(SourceText.From(text), WithoutDocumentation, string.Empty, read, CancellationToken.None);

    private static T? Read<T>(SourceText text, CSharpParseOptions options, string path, Func<SyntaxTree, T> read, CancellationToken cancellation)
        where T : class
    {
        return Measure(text.ToString(), options).IsBounded ? Threads.Run(Parsed, Limit) : null;

        T? Parsed()
        {
            var tree = CSharpSyntaxTree.ParseText(text, options, path, cancellation);
            return tree.GetDiagnostics(cancellation).Any(diagnostic => string.Equals(diagnostic.Id, InsufficientStack, StringComparison.Ordinal)) ? null : read(tree);
        }
    }

    private static SourceNesting Measure(string text, CSharpParseOptions options)
    {
        var symbols = string.Concat(options.PreprocessorSymbolNames.Select(symbol => $"#define {symbol}\n"));
        return new NestingScanner().Measure(Encoding.UTF8.GetBytes(symbols + text));
    }
}

using System.Diagnostics;
using System.Globalization;
using System.Text;
using FsCheck.Fluent;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using Provenance.Engine.History.Scanning;
using Provenance.Engine.Tests.History.Scanning;
using Provenance.Testing;

namespace Provenance.Oracles;

/// <summary>The scanner beside Roslyn's lexer.</summary>
internal static class ScannerOracle
{
    private const int LongestLiteral = 1 << 20;

    public static int Run(string[] arguments)
    {
        var places = arguments.ToList();
        var withLiterals = places.Remove("--literals");
        var damages = 0;
        if (places.IndexOf("--damage") is var option and >= 0)
        {
            damages = int.Parse(places[option + 1], CultureInfo.InvariantCulture);
            places.RemoveRange(option, 2);
        }

        var decoder = new SourceDecoder();
        var total = 0;
        foreach (var place in places)
        {
            var (files, bytes, literals, differences, clock) = (0, 0L, 0, 0, Stopwatch.StartNew());
            foreach (var (name, content) in Sources(place))
            {
                var utf8 = decoder.Decode(content, out var encoding);
                if (encoding == SourceEncoding.NotText)
                {
                    Console.WriteLine($"{name}: not a text");
                    continue;
                }

                // In the fallback encoding the compiler's reading depends on the machine; the tokens of ours are compared all the same.
                var ours = Encoding.UTF8.GetString(utf8);
                using var stream = new MemoryStream(content);
                var text = encoding == SourceEncoding.Fallback ? ours : SourceText.From(stream).ToString();
                files++;
                bytes += content.Length;
                var difference = text == ours ? RoslynLexer.FirstDifference(text) : "decoded otherwise";
                differences += Report(name, difference);
                foreach (var damaged in damages > 0 && text.Length > 0 ? SourceDamage.Of([text]).Generator.Sample(50, damages) : [])
                {
                    var damagedText = Encoding.UTF8.GetString(decoder.Decode(damaged, out _));
                    differences += damagedText.Contains('\uffff', StringComparison.Ordinal) ? 0 : Report(name + " damaged", RoslynLexer.FirstDifference(damagedText));
                }

                foreach (var literal in withLiterals ? LiteralsOf(text) : [])
                {
                    literals++;
                    differences += Report(name + " literal " + literal[..Math.Min(60, literal.Length)].ReplaceLineEndings("\\n"), RoslynLexer.FirstDifference(literal));
                }
            }

            Console.WriteLine(FormattableString.Invariant(
                $"{place}: {files} files, {literals} literals, {files * damages} damaged, {bytes / 1048576.0:F1} MB, {differences} differences, {clock.Elapsed.TotalSeconds:F0} s"));
            total += differences;
        }

        return total == 0 ? 0 : 1;
    }

    private static int Report(string name, string? difference)
    {
        if (difference is null)
        {
            return 0;
        }

        Console.WriteLine($"DIFFERS {name}: {difference}");
        return 1;
    }

    // Tests of compilers and analyzers hold their hardest sources as strings.
    private static IEnumerable<string> LiteralsOf(string text) => SyntaxFactory.ParseTokens(text)
        .Where(token => token.Value is string && token.Text.StartsWith('"') | token.Text.StartsWith('@'))
        .Select(token => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(token.ValueText)))
        .Where(value => value.Length is > 4 and < LongestLiteral && !value.Contains('\uffff', StringComparison.Ordinal));

    private static IEnumerable<(string Name, byte[] Content)> Sources(string place) =>
        Directory.Exists(Path.Combine(place, ".git")) || File.Exists(Path.Combine(place, "HEAD")) ? OfHead(place) : BelowFolder(place);

    private static IEnumerable<(string Name, byte[] Content)> BelowFolder(string folder) => Directory
        .EnumerateFiles(folder, "*.cs", new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.ReparsePoint })
        .Order(StringComparer.Ordinal)
        .Select(file => (file, File.ReadAllBytes(file)));

    private static IEnumerable<(string Name, byte[] Content)> OfHead(string repository)
    {
        using var blobs = new BlobReader(repository);
        foreach (var entry in Encoding.UTF8.GetString(TestRepository.RunGit(repository, null, ["ls-tree", "-r", "-z", "HEAD"])).Split('\0'))
        {
            var tab = entry.IndexOf('\t');
            if (tab > 0 && entry.EndsWith(".cs", StringComparison.Ordinal) && entry.StartsWith("100", StringComparison.Ordinal)
                && blobs.Read(entry[12..tab]) is { } content)
            {
                yield return (entry[(tab + 1)..], content);
            }
        }
    }
}

using System.Reflection;
using BenchmarkDotNet.Attributes;
using Microsoft.CodeAnalysis.CSharp;
using Provenance.Engine.Git;
using Provenance.Engine.History.Scanning;
using Provenance.Engine.History.Units;

namespace Provenance.Benchmarks;

/// <summary>
/// The token scanner, and the reader of units alone and with a version of which one line was edited, beside Roslyn's lexer over the same texts:
/// this repository's own sources. Read the ratio, not the times.
/// </summary>
[MemoryDiagnoser]
public class ScannerBenchmarks
{
    private readonly TokenScanner _scanner = new();
    private readonly TokenBuffer _tokens = new();
    private readonly TokenUnits _units = new();
    private readonly ObjectId _blob = ObjectId.Parse(new string('1', 40));
    private ObjectId[] _blobs = [];
    private byte[][] _edited = [];
    private byte[][] _bytes = [];
    private string[] _texts = [];

    [GlobalSetup]
    public void ReadSources()
    {
        var root = typeof(ScannerBenchmarks).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(attribute => attribute.Key == "RepositoryRoot").Value!;
        _bytes = [.. Directory.EnumerateFiles(Path.Combine(root, "build"), "*.cs", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(File.ReadAllBytes)];
        _edited = [.. _bytes.Select(bytes => (byte[])[.. bytes[..(bytes.Length / 2)], .. " edited "u8, .. bytes[(bytes.Length / 2)..]])];
        _blobs = [.. _bytes.Select((_, index) => ObjectId.Parse(index.ToString("D40", System.Globalization.CultureInfo.InvariantCulture)))];
        for (var i = 0; i < _bytes.Length; i++)
        {
            _units.Read(_bytes[i], _blobs[i], replaced: null);
        }

        _texts = [.. _bytes.Select(bytes => System.Text.Encoding.UTF8.GetString(bytes))];
    }

    [Benchmark(Baseline = true)]
    public int RoslynLexer() => _texts.Sum(text => SyntaxFactory.ParseTokens(text).Count());

    [Benchmark]
    public int TokenScanner()
    {
        var count = 0;
        foreach (var bytes in _bytes)
        {
            _scanner.Scan(bytes, _tokens);
            count += _tokens.Count;
        }

        return count;
    }

    [Benchmark]
    public int UnitsOfWholeTexts() => _bytes.Sum(bytes => _units.Read(bytes)!.Count);

    [Benchmark]
    public int UnitsOfEditedVersions()
    {
        var count = 0;
        for (var i = 0; i < _edited.Length; i++)
        {
            count += _units.Read(_edited[i], _blob, _blobs[i])!.Count;
        }

        return count;
    }
}

using System.Reflection;
using BenchmarkDotNet.Attributes;
using Microsoft.CodeAnalysis.CSharp;
using Provenance.Engine.History.Scanning;

namespace Provenance.Benchmarks;

/// <summary>The token scanner beside Roslyn's lexer over the same texts: this repository's own sources. Read the ratio, not the times.</summary>
[MemoryDiagnoser]
public class ScannerBenchmarks
{
    private readonly TokenScanner _scanner = new();
    private readonly TokenBuffer _tokens = new();
    private byte[][] _bytes = [];
    private string[] _texts = [];

    [GlobalSetup]
    public void ReadSources()
    {
        var root = typeof(ScannerBenchmarks).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(attribute => attribute.Key == "RepositoryRoot").Value!;
        _bytes = [.. Directory.EnumerateFiles(Path.Combine(root, "build"), "*.cs", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(File.ReadAllBytes)];
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
}

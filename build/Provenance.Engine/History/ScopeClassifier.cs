namespace Provenance.Engine.History;

/// <summary>Tells from a path and the nearest project file what kind of code is born there.</summary>
public static class ScopeClassifier
{
    private static readonly string[] VendoredSegments = ["third_party", "third-party", "thirdparty", "vendor", "vendored", "external", "externals", "node_modules"];

    private static readonly string[] TestSegments = [
        "test", "tests", "testing", "unittests", "integrationtests", "e2e", "spec", "specs",
        "benchmark", "benchmarks", "perf", "sample", "samples", "example", "examples", "demo", "demos", "playground",
    ];

    private static readonly string[] TestSuffixes = ["test", "tests", "unittests", "integrationtests", "specs", "benchmark", "benchmarks", "sample", "samples", "example", "examples", "testing"];

    private static readonly string[] GeneratedSegments = ["migrations", "generated"];

    private static readonly string[] GeneratedSuffixes = [".g.cs", ".g.i.cs", ".generated.cs", ".designer.cs", ".Designer.cs"];

    /// <summary>Vendored before generated before test: a vendored test is vendored.</summary>
    public static ScopeClass Classify(string path, string projectPath)
    {
        if (AnyFolder(path, static name => IsOneOf(name, VendoredSegments)))
        {
            return ScopeClass.Vendored;
        }

        if (GeneratedSuffixes.Any(suffix => path.EndsWith(suffix, StringComparison.Ordinal)) || AnyFolder(path, static name => IsOneOf(name, GeneratedSegments)))
        {
            return ScopeClass.Generated;
        }

        return AnyFolder(path, static name => IsOneOf(name, TestSegments) || IsTestName(name)) || IsTestName(Path.GetFileNameWithoutExtension(projectPath.AsSpan()))
            ? ScopeClass.Test
            : ScopeClass.Ships;
    }

    private delegate bool NameTest(ReadOnlySpan<char> name);

    private static bool AnyFolder(ReadOnlySpan<char> path, NameTest test)
    {
        for (int slash; (slash = path.IndexOf('/')) >= 0; path = path[(slash + 1)..])
        {
            if (test(path[..slash]))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsOneOf(ReadOnlySpan<char> name, string[] words)
    {
        foreach (var word in words)
        {
            if (name.Equals(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    // "Acme.Core.Tests", "acme-tests", "Acme_Benchmarks": the last word of a dotted name decides, "Contest" and "Latest" do not.
    private static bool IsTestName(ReadOnlySpan<char> name)
    {
        var cut = name.LastIndexOfAny('.', '-', '_');
        return cut >= 0
            ? IsOneOf(name[(cut + 1)..], TestSuffixes)
            : name.EndsWith("Tests", StringComparison.Ordinal) || name.EndsWith("Benchmarks", StringComparison.Ordinal);
    }
}

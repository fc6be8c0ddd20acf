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

    private static readonly string[] GeneratedSuffixes = [".g.cs", ".g.i.cs", ".generated.cs", ".designer.cs", ".Designer.cs"];

    /// <summary>Vendored before generated before test: a vendored test is vendored.</summary>
    public static ScopeClass Classify(string path, string projectPath)
    {
        var segments = path.Split('/');
        var folders = segments.AsSpan(0, segments.Length - 1);
        if (AnyIs(folders, VendoredSegments))
        {
            return ScopeClass.Vendored;
        }

        if (GeneratedSuffixes.Any(suffix => path.EndsWith(suffix, StringComparison.Ordinal)) || AnyIs(folders, ["migrations", "generated"]))
        {
            return ScopeClass.Generated;
        }

        return AnyIs(folders, TestSegments) || AnyEndsWithTestWord(folders) || IsTestName(Path.GetFileNameWithoutExtension(projectPath))
            ? ScopeClass.Test
            : ScopeClass.Ships;
    }

    private static bool AnyIs(ReadOnlySpan<string> segments, string[] words)
    {
        foreach (var segment in segments)
        {
            if (words.Contains(segment, StringComparer.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static bool AnyEndsWithTestWord(ReadOnlySpan<string> segments)
    {
        foreach (var segment in segments)
        {
            if (IsTestName(segment))
            {
                return true;
            }
        }

        return false;
    }

    // "Acme.Core.Tests", "acme-tests", "Acme_Benchmarks": the last word of a dotted name decides, "Contest" and "Latest" do not.
    private static bool IsTestName(string name)
    {
        var cut = name.LastIndexOfAny(['.', '-', '_']);
        return cut >= 0
            ? TestSuffixes.Contains(name[(cut + 1)..], StringComparer.OrdinalIgnoreCase)
            : name.EndsWith("Tests", StringComparison.Ordinal) || name.EndsWith("Benchmarks", StringComparison.Ordinal);
    }
}

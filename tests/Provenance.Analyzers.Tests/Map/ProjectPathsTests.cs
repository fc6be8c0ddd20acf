using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Provenance.Analyzers.Map;

namespace Provenance.Analyzers.Tests.Map;

public sealed class ProjectPathsTests
{
    [Theory]
    [InlineData("/w/app/", "/w/app/A.cs", "A.cs")]
    [InlineData("/w/app", "/w/app/Sub/A.cs", "Sub/A.cs")]
    [InlineData("/w/app/", "/w/shared/A.cs", "../shared/A.cs")]
    [InlineData("/w/app/", "/w/app/../shared/./A.cs", "../shared/A.cs")]
    [InlineData("/w/app/", "/other/A.cs", "../../other/A.cs")]
    [InlineData("/w/app/", "/w/application/A.cs", "../application/A.cs")]
    [InlineData("/", "/A.cs", "A.cs")]
    [InlineData("/w/app/", "Sub/A.cs", "Sub/A.cs")]
    [InlineData("/w/App/", "/w/app/A.cs", "../app/A.cs")]
    [InlineData("C:\\w\\App\\", "c:\\w\\app\\Sub\\A.cs", "Sub/A.cs")]
    [InlineData("C:\\w\\app\\", "D:\\A.cs", null)]
    [InlineData("/w/app/", "", null)]
    [InlineData("", "/w/app/A.cs", null)]
    public void FilePath_BecomesTheMapsName(string projectFolder, string filePath, string? expected) =>
        Assert.Equal(expected, ProjectPaths.Of(new Options("build_property.ProjectDir", projectFolder)).Relative(filePath));

    [Fact]
    public void MSBuildProjectDirectory_StandsInForProjectDir() =>
        Assert.Equal("A.cs", ProjectPaths.Of(new Options("build_property.MSBuildProjectDirectory", "/w/app")).Relative("/w/app/A.cs"));

    private sealed class Options(string key, string value) : AnalyzerConfigOptions
    {
        private readonly ImmutableDictionary<string, string> _values = ImmutableDictionary.Create<string, string>(KeyComparer).Add(key, value);

        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value) => _values.TryGetValue(key, out value);
    }
}

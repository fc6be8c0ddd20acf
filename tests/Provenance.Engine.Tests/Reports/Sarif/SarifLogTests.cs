using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Provenance.Engine.Analysis.Checks;
using Provenance.Engine.Git;
using Provenance.Engine.Policy;
using Provenance.Engine.Reports;
using Provenance.Engine.Reports.Sarif;
using Provenance.Testing;

namespace Provenance.Engine.Tests.Reports.Sarif;

public sealed class SarifLogTests
{
    private static readonly ObjectId Commit = ObjectId.Parse(new string('a', 40));

    [Fact]
    public void Log_FollowsTheSchemaOfTheStandard()
    {
        Assert.Empty(SarifSchema.Validate(SarifLog.Write([], "check")));
        Assert.Empty(SarifSchema.Validate(SarifLog.Write([Breach("src/A.cs", "A.M(1)"), Breach("src/B.cs", null, PolicySeverity.Info)], "review")));
    }

    [Theory]
    [InlineData("version", "\"2.0.0\"")]
    [InlineData("runs", "[{}]")]
    [InlineData("surprise", "1")]
    public void WhatIsNotSarif_IsRejected(string key, string value)
    {
        var log = JsonNode.Parse(SarifLog.Write([Breach("src/A.cs", "A.M(1)")], "check"))!.AsObject();
        log[key] = JsonNode.Parse(value);

        Assert.NotEmpty(SarifSchema.Validate(Encoding.UTF8.GetBytes(log.ToJsonString())));
    }

    [Fact]
    public void ResultWithALevelOfNobody_IsRejected()
    {
        var log = JsonNode.Parse(SarifLog.Write([Breach("src/A.cs", "A.M(1)")], "check"))!;
        log["runs"]![0]!["results"]![0]!["level"] = "fatal";

        Assert.NotEmpty(SarifSchema.Validate(Encoding.UTF8.GetBytes(log.ToJsonString())));
    }

    /// <summary>The law of paths: relative, inside, and the path again when it is decoded.</summary>
    [Fact]
    public void Uri_IsARelativeReferenceThatMeansThePath() => Check.One(Laws.Config, Prop.ForAll(HostileTexts.All, text =>
    {
        // Paths come out of UTF-8, where no half of a pair is.
        var path = string.Join('/', Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)).Split('/').Where(segment => segment.Length > 0).DefaultIfEmpty("x"));
        var uri = SarifLog.Uri(path);

        return Uri.IsWellFormedUriString(uri, UriKind.Relative)
            && Uri.UnescapeDataString(uri) == path
            && new Uri(new Uri("file:///repository/"), uri).AbsoluteUri.StartsWith("file:///repository/", StringComparison.Ordinal);
    }));

    [Theory]
    [InlineData("a/../../etc/passwd")]
    [InlineData("http://example.invalid/a.cs")]
    [InlineData("c:/a.cs")]
    [InlineData("//host/a.cs")]
    public void PathThatLooksLikeAnAddress_StaysBelowTheRoot(string path) => Assert.DoesNotContain(':', SarifLog.Uri(path.TrimStart('/')).Replace("..", ":", StringComparison.Ordinal));

    [Fact]
    public void AnyNames_LeaveTheFormOfTheLog() => Check.One(Laws.Config.WithMaxTest(60), Prop.ForAll(HostileTexts.All, text =>
    {
        var log = SarifLog.Write([Breach(text.Length == 0 ? "x" : text, text)], "check");
        var output = Encoding.UTF8.GetString(log);

        return SarifSchema.Validate(log).IsEmpty && output.Count(c => c == '\n') == 1 && TerminalText.Encode(output.TrimEnd('\n')) == output.TrimEnd('\n') && !output.Contains("##", StringComparison.Ordinal);
    }));

    [Fact]
    public void Fingerprint_OutlivesMovesAndCommits()
    {
        var before = Breach("src/A.cs", "A.M(1)");
        var after = before with { Line = 900, Commit = ObjectId.Parse(new string('b', 40)), Tokens = 3 };

        Assert.Equal(FingerprintsOf(before), FingerprintsOf(after));
        Assert.NotEqual(FingerprintsOf(before), FingerprintsOf(before with { Member = "A.M(2)" }));
        Assert.NotEqual(FingerprintsOf(before), FingerprintsOf(before with { Path = "src/B.cs" }));
        Assert.NotEqual(FingerprintsOf(before), FingerprintsOf(before with { Agent = "codex" }));
        Assert.Equal(2, FingerprintsOf(before, before).Distinct(StringComparer.Ordinal).Count());
    }

    internal static PolicyBreach Breach(string path, string? member, PolicySeverity severity = PolicySeverity.Error) => new(
        new PolicyFinding("PROV104", severity, new RequireReviewRule(0, 3, severity, [Glob.Parse("src/**").Value!], ["Reviewed-by"])),
        path, 12, member, "claude", "anthropic/claude-opus-4-6", Tier.Asserted, Commit, 30, 40);

    private static string[] FingerprintsOf(params PolicyBreach[] breaches)
    {
        using var log = JsonDocument.Parse(SarifLog.Write(breaches, "check"));
        return [.. log.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray().Select(result => result.GetProperty("partialFingerprints").GetProperty(SarifLog.FingerprintKey).GetString()!)];
    }
}

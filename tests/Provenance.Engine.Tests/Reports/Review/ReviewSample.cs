using Provenance.Engine.Analysis;
using Provenance.Engine.Git;
using Provenance.Engine.History.Units;
using Provenance.Engine.Reports.Review;
using Provenance.Engine.Tests.History;
using Provenance.Testing;

namespace Provenance.Engine.Tests.Reports.Review;

/// <summary>Runs a review as the command does: the tip is analysed under the policy of the base.</summary>
internal static class ReviewSample
{
    public const string Claude = "\n\nCo-authored-by: Claude <noreply@anthropic.com>\n";

    public static readonly DateTimeOffset Start = new(2025, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static ReviewReport Run(TestRepository repository, string from, string to)
    {
        var host = TestReplay.Host(repository.Root);
        var location = RepositoryDiscovery.Locate(host, repository.Root).Value!;
        var @base = ObjectId.Parse(from);
        using var room = CleanRoom.Open(host, location);
        var policy = PolicySource.LoadAt(room, @base, ".");
        var options = new AnalysisOptions(UnitMode.Token, null, null, TimeSpan.FromMinutes(5), TimeProvider.System) { Policy = policy };
        var analysis = RepositoryAnalyzer.Analyze(host, location, ObjectId.Parse(to), repository.Root, options, CancellationToken.None).Value!;
        return ReviewQuery.Run(host, analysis, @base, policy.PolicyDigest is null ? "none" : "base").Value!;
    }

    /// <summary>A file of so many members, one a line, each a row of operators that no other has: copies would weigh nothing.</summary>
    public static string Source(string name, int from, int count) =>
        $"class {name}\n{{\n{string.Concat(Enumerable.Range(from, count).Select(number => $"    public int {name}Value{number}(int first{number}) => {Expression(number)};\n"))}}}\n";

    private static string Expression(int number)
    {
        string[] operators = ["+", "-", "*", "/", "%", "^", "|", "&", "<<", ">>"];
        var random = new Random(number);
        return $"first{number}" + string.Concat(Enumerable.Range(0, 20).Select(i => $" {operators[random.Next(operators.Length)]} {number + i}"));
    }
}

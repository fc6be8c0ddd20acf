using System.Collections.Immutable;
using Provenance.Engine.Claims;
using Provenance.Engine.Claims.Copies;
using Provenance.Engine.Git;

namespace Provenance.Engine.Tests.Claims.Copies;

public sealed class CopyFinderTests
{
    private const string Bot = "dotnet-maestro[bot]";
    private const string BotEmail = "dotnet-maestro[bot]@users.noreply.github.com";

    [Fact]
    public void CherryPick_IsACopyOfTheFirstOfItsLine()
    {
        var copies = Find(
            Commit('1', "Fix it (#1)"),
            Commit('2', "Fix it (#2)\n\n(cherry picked from commit " + Hex('1') + ")"),
            Commit('3', "Fix it\r\n\r\n(cherry picked from commit " + Hex('1') + ")\r\n(cherry picked from commit " + Hex('2') + ")\r\n"));

        Assert.Equal(["2<1 CherryPick walk", "3<1 CherryPick walk"], copies);
    }

    [Fact]
    public void OriginalOutsideTheWalk_CountsIfItsObjectIsThere()
    {
        Assert.Equal(["2<8 CherryPick store"], Find(Commit('2', "A\n\n(cherry picked from commit " + Hex('8') + ")\n(cherry picked from commit " + Hex('9') + ")")));
        Assert.Empty(Find(Commit('2', "A\n\n(cherry picked from commit " + Hex('9') + ")")));
    }

    [Theory]
    [InlineData("(cherry picked from commit 1111111)")]
    [InlineData("This was (cherry picked from commit 1111111111111111111111111111111111111111)")]
    [InlineData("cherry picked from commit 1111111111111111111111111111111111111111")]
    [InlineData("(cherry picked from commit 2222222222222222222222222222222222222222)")]
    public void OtherText_IsNoCopy(string line) => Assert.Empty(Find(Commit('1', "A"), Commit('2', "B\n\n" + line)));

    [Fact]
    public void SquashOfPicks_RepeatsNoSingleCommit() => Assert.Empty(Find(
        Commit('1', "A"),
        Commit('2', "B (#2)\n\n* A\n\n(cherry picked from commit " + Hex('1') + ")\n\n* C\n\nText")));

    [Fact]
    public void CopiesOfEachOther_AreNone() => Assert.Empty(Find(
        Commit('1', "A\n\n(cherry picked from commit " + Hex('2') + ")"),
        Commit('2', "A\n\n(cherry picked from commit " + Hex('1') + ")")));

    [Fact]
    public void Backport_IsKnownByItsSubjectAndItsAuthor()
    {
        Assert.Equal(["2<1 Backport walk"], Find(Commit('1', "Fix it (#1)"), Commit('2', "[release/9.0] Fix it (#2)", Bot, BotEmail)));
        Assert.Equal(["1<2 Backport walk"], Find(Commit('1', "[release/9.0] Fix it (#2)", Bot, BotEmail), Commit('2', "Fix it")));
        Assert.Empty(Find(Commit('1', "Fix it (#1)"), Commit('2', "[release/9.0] Fix it (#2)")));
        Assert.Empty(Find(Commit('1', "Fix it (#1)"), Commit('2', "[release/9.0] Fix it", Bot, BotEmail)));
        Assert.Empty(Find(Commit('1', "Fix that (#1)"), Commit('2', "[release/9.0] Fix it (#2)", Bot, BotEmail)));
    }

    [Fact]
    public void EqualPatches_AreCopiesOfTheFirst() =>
        Assert.Equal(["2<1 EqualPatch walk", "4<1 EqualPatch walk"], Find(id => id == Id('3') ? null : "p", Commit('1', "A"), Commit('2', "B"), Commit('3', "C"), Commit('4', "D")));

    [Fact]
    public void LongChain_LeadsToItsFirst()
    {
        var commits = Enumerable.Range(1, 3000).Select(at => new CommitSource(
            ObjectId.Parse(at.ToString("x40", System.Globalization.CultureInfo.InvariantCulture)),
            at == 3000 ? "A" : "A\n\n(cherry picked from commit " + (at + 1).ToString("x40", System.Globalization.CultureInfo.InvariantCulture) + ")")).ToArray();

        var copies = Find(_ => null, [.. commits.Select(one => CommitSamples.Commit(one.Message) with { Id = one.Id })]).ToList();

        Assert.Equal(2999, copies.Count);
        Assert.All(copies, copy => Assert.Contains("<b CherryPick", copy, StringComparison.Ordinal));
    }

    [Fact]
    public void Copy_HasTheLabelOfItsOriginal()
    {
        var original = CommitSamples.ReadMessage("A\n\n" + CommitSamples.Claude);
        var copy = CommitSamples.Read(Commit('2', "A")).AsCopyOf(original, isWhole: false);

        Assert.Equal((Label.Agent, Id('2'), (ObjectId?)original.Commit), (copy.Label, copy.Commit, copy.CopyOf));
        Assert.Equal(original.Commit, copy.ExplainLabel().CopyOf);
    }

    [Fact]
    public void CopyOfACommitThatSaysNothing_KeepsItsOwnEvidenceUnlessItAddsNothing()
    {
        var original = CommitSamples.ReadMessage("A");
        var copy = CommitSamples.Read(Commit('2', "A\n\n" + CommitSamples.Claude));

        Assert.Equal(Label.Agent, copy.AsCopyOf(original, isWhole: false).Label);
        Assert.Equal(Label.Unknown, copy.AsCopyOf(original, isWhole: true).Label);
    }

    [Fact]
    public void Copy_IsNobodysAccount()
    {
        var original = CommitSamples.ReadMessage("A\n\n" + CommitSamples.Claude);
        var vouched = original with { Tier = Tier.Platform, Claims = [.. original.Claims.Select(claim => claim with { Tier = Tier.Platform })], Agents = [.. original.Agents.Select(agent => agent with { Tier = Tier.Platform })] };

        var copy = CommitSamples.Read(Commit('2', "A")).AsCopyOf(vouched, isWhole: true);

        Assert.Equal((Tier.Asserted, Tier.Asserted), (copy.Tier, copy.Agents[0].Tier));
    }

    [Fact]
    public void OfSeveralWithTheTitle_TheNearestInTimeIsTheOriginal()
    {
        var day = 86_400L;
        var (old, near, other) = (At(Commit('1', "Update (#1)"), 0), At(Commit('2', "Update (#2)"), 90 * day), At(Commit('3', "Update (#3)"), 200 * day));

        Assert.Equal(["4<2 Backport walk"], Find(old, near, other, At(Commit('4', "[release/9.0] Update (#4)", Bot, BotEmail), 92 * day)));
        Assert.Empty(Find(old, At(Commit('4', "[Automated] Update (#4)", Bot, BotEmail), 92 * day)));

        static CommitObject At(CommitObject commit, long seconds) => commit with { Author = commit.Author with { UnixSeconds = seconds } };
    }

    [Fact]
    public void PatchId_KnowsNeitherOrderNorWhiteSpaceNorPlaces()
    {
        Assert.Equal(Of(("a", "x = 1;", "x  = 2;"), ("b", "", "y")), Of(("b", "", "y\r\n"), ("a", "x =\t1;", "x = 2;")));
        Assert.NotEqual(Of(("a", "x", "y")), Of(("b", "x", "y")));
        Assert.NotEqual(Of(("a", "x", "y")), Of(("a", "y", "x")));
        Assert.NotEqual(Of(("a", "x", "")), Of(("a", "", "x")));
        Assert.Null(new PatchId().Read());

        static string? Of(params (string Path, string Removed, string Added)[] files)
        {
            var patch = new PatchId();
            foreach (var (path, removed, added) in files)
            {
                patch.Add(path, System.Text.Encoding.UTF8.GetBytes(removed), System.Text.Encoding.UTF8.GetBytes(added));
            }

            return patch.Read();
        }
    }

    private static string Hex(char digit) => new(digit, 40);

    private static ObjectId Id(char digit) => ObjectId.Parse(Hex(digit));

    private static CommitObject Commit(char digit, string message, string name = CommitSamples.Person, string email = CommitSamples.PersonEmail) =>
        CommitSamples.Commit(message, name, email) with { Id = Id(digit) };

    private static IEnumerable<string> Find(params CommitObject[] commits) => Find(_ => null, commits);

    private static IEnumerable<string> Find(Func<ObjectId, string?> patches, params CommitObject[] commits)
    {
        var labeler = new CommitLabeler(Registry.Default, ClaimOptions.Default);
        return CopyFinder.Find([.. commits.Select(commit => CopyTraits.Of(commit, labeler.Read(commit)))], patches, id => id == Id('8'))
            .Select(copy => $"{copy.Commit.ToString()[0]}<{copy.Original.ToString().TrimStart('0')[0]} {copy.Reason} {(copy.IsInWalk ? "walk" : "store")}");
    }

    private sealed record CommitSource(ObjectId Id, string Message);
}

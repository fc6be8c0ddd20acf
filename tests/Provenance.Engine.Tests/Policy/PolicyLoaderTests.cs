using System.Text;
using Provenance.Engine.Policy;

namespace Provenance.Engine.Tests.Policy;

public sealed class PolicyLoaderTests
{
    private const string NamesOverlay = "version: 1\nhorizon: 14d\noverlay: o.yml\n";

    [Fact]
    public void Overlay_IsReadFromTheRepository()
    {
        var asked = new List<string>();

        var loaded = PolicyLoader.Load(Bytes(NamesOverlay), "provenance.yml", path =>
        {
            asked.Add(path);
            return Bytes("schema: provenance-overlay/1\nentries: [{pullRequest: 1, label: agent, reason: r}]\n");
        });

        Assert.Equal(["o.yml"], asked);
        Assert.Empty(loaded.Problems);
        Assert.True(loaded.IsUsable);
        Assert.Single(loaded.Overlay.Entries);
        Assert.Equal((64, 64), (loaded.PolicyDigest!.Length, loaded.OverlayDigest!.Length));
    }

    [Fact]
    public void MissingOverlay_IsReportedWhereThePolicyNamesIt()
    {
        var loaded = PolicyLoader.Load(Bytes(NamesOverlay), "provenance.yml", _ => null);

        Assert.True(loaded.IsUsable);
        Assert.Equal(14, loaded.Policy.HorizonDays);
        Assert.Equal(["PROV820", "PROV818"], loaded.Problems.Select(problem => problem.Code));
        Assert.Equal(("provenance.yml", 3, 10), (loaded.Problems[1].File, loaded.Problems[1].Line, loaded.Problems[1].Column));
    }

    [Fact]
    public void BrokenOverlay_LeavesThePolicyInUse()
    {
        var loaded = PolicyLoader.Load(Bytes(NamesOverlay), "provenance.yml", _ => Bytes("entries: 1\n"));

        Assert.True(loaded.IsUsable && loaded.Overlay.Entries.IsEmpty);
        Assert.Equal("PROV820", loaded.Problems[0].Code);
    }

    [Fact]
    public void IgnoreList_IsReadFromTheRepository()
    {
        var loaded = PolicyLoader.Load(Bytes(NamesOverlay + "blameIgnoreRevs: .git-blame-ignore-revs\n"), "provenance.yml", path => path is "o.yml"
            ? Bytes("schema: provenance-overlay/1\nentries: []\n")
            : Bytes("# Reformat\n0123456789abcdef0123456789abcdef01234567\n"));

        Assert.Empty(loaded.Problems);
        Assert.Equal(["0123456789abcdef0123456789abcdef01234567"], loaded.IgnoredRevisions.AsEnumerable());
    }

    [Fact]
    public void MissingIgnoreList_IsReportedWhereThePolicyNamesIt()
    {
        var loaded = PolicyLoader.Load(Bytes("version: 1\nblameIgnoreRevs: gone\n"), "provenance.yml", _ => null);

        Assert.True(loaded.IsUsable && loaded.IgnoredRevisions.IsEmpty);
        Assert.Equal(["PROV821", "PROV818"], loaded.Problems.Select(problem => problem.Code));
        Assert.Equal(("provenance.yml", 2, 18), (loaded.Problems[1].File, loaded.Problems[1].Line, loaded.Problems[1].Column));
    }

    [Fact]
    public void IgnoreListThatIsNoText_IsReportedInItself()
    {
        var loaded = PolicyLoader.Load(Bytes("version: 1\nblameIgnoreRevs: list\n"), "provenance.yml", _ => [0xFF]);

        Assert.Equal(["PROV821", "PROV818"], loaded.Problems.Select(problem => problem.Code));
        Assert.Equal("list", loaded.Problems[1].File);
    }

    [Fact]
    public void BrokenPolicy_GivesTheDefaults()
    {
        var loaded = PolicyLoader.Load(Bytes(NamesOverlay + "windw: 1d\n"), "provenance.yml", _ => throw new InvalidOperationException("An overlay of a broken policy was read."));

        Assert.False(loaded.IsUsable);
        Assert.Same(ProvenancePolicy.Default, loaded.Policy);
        Assert.Equal(["PROV800", "PROV805"], loaded.Problems.Select(problem => problem.Code));
    }

    [Fact]
    public void UnreadablePolicy_IsCoded()
    {
        Assert.Equal(["PROV800", "PROV818"], Codes(null));
        Assert.Equal(["PROV800", "PROV818"], Codes([(byte)'a', 0xFF]));
        Assert.Equal(["PROV800", "PROV818"], Codes(new byte[Limits.MaxBytes + 1]));
    }

    [Fact]
    public void SizeLimit_IsExact()
    {
        Assert.Empty(Codes(Padded(Limits.MaxBytes - 1)));
        Assert.Empty(Codes(Padded(Limits.MaxBytes)));
        Assert.NotEmpty(Codes(Padded(Limits.MaxBytes + 1)));
    }

    [Fact]
    public void ByteOrderMark_IsNoContent() => Assert.Empty(Codes([0xEF, 0xBB, 0xBF, .. Bytes("version: 1\n")]));

    [Fact]
    public void PolicysOwnAgent_IsKnownToTheOverlay()
    {
        var policy = Bytes("version: 1\nagents: [{id: acme-bot, name: Acme bot}]\noverlay: o.yml\n");
        var overlay = Bytes("schema: provenance-overlay/1\nentries: [{pullRequest: 1, label: agent, agent: acme-bot, reason: r}]\n");

        Assert.Empty(PolicyLoader.Load(policy, "p", _ => overlay, ["claude"]).Problems);
    }

    private static IEnumerable<string> Codes(byte[]? policy) => PolicyLoader.Load(policy, "p", _ => null).Problems.Select(problem => problem.Code);

    private static byte[] Padded(int length) => Bytes("version: 1\n#" + new string('x', length - 12));

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}

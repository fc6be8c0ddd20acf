using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Provenance.Engine.Claims;
using Provenance.Engine.Claims.Signatures;
using Provenance.Engine.Git;
using Provenance.Testing;

namespace Provenance.Engine.Tests.Claims.Signatures;

/// <summary>Signatures of real commits that a platform made for bots, and what becomes of them when anything is changed.</summary>
public sealed class CommitSealTests
{
    private static readonly byte[] Agents = Read("platform-2024");
    private static readonly byte[] Bots = Read("platform-2017");

    [Fact]
    public void PlatformsCommit_Verifies()
    {
        Assert.Equal(new CommitSeal(SealStatus.Verified, "github-web-flow-2024"), Check(Agents));
        Assert.Equal(new CommitSeal(SealStatus.Verified, "github-web-flow-2017"), Check(Bots));
    }

    [Fact]
    public void AgentsAccountInIt_HasTierPlatform()
    {
        var read = Label(Agents, Agents);

        Assert.Equal((Engine.Label.Agent, Tier.Platform, Tier.Platform), (read.Label, read.Tier, read.Agents[0].Tier));
        Assert.Equal(Tier.Asserted, new CommitLabeler(Registry.Default, ClaimOptions.Default).Read(Parse(Agents)).Tier);
    }

    [Fact]
    public void Bot_GainsNothingByIt() => Assert.Equal((Engine.Label.Unknown, Tier.Asserted), (Label(Bots, Bots).Label, Label(Bots, Bots).Tier));

    [Theory]
    [InlineData("198982749+Copilot@users.noreply.github.com", "198982748+Copilot@users.noreply.github.com")]
    [InlineData("198982749+Copilot@users.noreply.github.com", "copilot@github.com")]
    [InlineData("198982749+Copilot@users.noreply.github.com", "noreply@anthropic.com")]
    public void OtherAccount_IsOnlyAsserted(string account, string other)
    {
        // The seal is taken from the true commit: the account alone decides here.
        Assert.Equal(Tier.Asserted, Label(Replace(Agents, account, other), Agents).Tier);
    }

    [Theory]
    [InlineData("author copilot", "author Copilot")]
    [InlineData("Initial plan", "Initial plot")]
    [InlineData("tree 2", "tree 3")]
    [InlineData("+0000\ngpgsig", "+0001\ngpgsig")]
    public void ForgedCommit_IsBad(string text, string other)
    {
        var forged = Replace(Agents, text, other);

        Assert.Equal(SealStatus.Bad, Check(forged).Status);
        Assert.Equal(Tier.Asserted, Label(forged, forged).Tier);
    }

    [Fact]
    public void SignatureOfAnotherCommit_IsBad()
    {
        var text = Encoding.UTF8.GetString(Agents);
        var other = Encoding.UTF8.GetString(Bots);
        var swapped = other[..other.IndexOf("gpgsig", StringComparison.Ordinal)]
            + text[text.IndexOf("gpgsig", StringComparison.Ordinal)..(text.IndexOf("-----END", StringComparison.Ordinal) + "-----END PGP SIGNATURE-----\n".Length)]
            + other[(other.IndexOf("-----END", StringComparison.Ordinal) + "-----END PGP SIGNATURE-----\n".Length)..];

        Assert.Equal(SealStatus.Bad, Check(Encoding.UTF8.GetBytes(swapped)).Status);
    }

    [Fact]
    public void SecondSignatureHeader_IsNoPartOfWhatWasSigned()
    {
        var both = Replace(Agents, "\n\nInitial plan", "\ngpgsig-sha256 -----BEGIN PGP SIGNATURE-----\n \n abcd\n -----END PGP SIGNATURE-----\n\nInitial plan");

        Assert.Equal(SealStatus.Verified, Check(both).Status);
    }

    [Theory]
    [InlineData("tree a\nauthor x\n\ngpgsig -----BEGIN PGP SIGNATURE-----\n", SealStatus.None)]
    [InlineData("tree a\ngpgsig -----BEGIN SSH SIGNATURE-----\n U1NIU0lH\n -----END SSH SIGNATURE-----\n\nA", SealStatus.Unsupported)]
    [InlineData("tree a\ngpgsig -----BEGIN SIGNED MESSAGE-----\n \n\nA", SealStatus.Unsupported)]
    [InlineData("tree a\ngpgsig \n\nA", SealStatus.Unsupported)]
    [InlineData("tree a\ngpgsig -----BEGIN PGP SIGNATURE-----\n \n ////\n\nA", SealStatus.Unsupported)]
    [InlineData("", SealStatus.None)]
    public void OtherForms_AreNotChecked(string commit, SealStatus expected) => Assert.Equal(expected, Check(Encoding.UTF8.GetBytes(commit)).Status);

    [Fact]
    public void KeyThatIsNotPinned_IsUnknown()
    {
        Assert.Equal(SealStatus.UnknownKey, CommitSeal.Check(Agents, Registry.Read("schema: provenance-registry/1\n").Registry!).Status);
    }

    [Fact]
    public void KeyOutsideItsWindow_IsBad()
    {
        var yaml = DefaultKeys().Replace("validFrom: '2024-01-16'", "validFrom: '2036-01-01'", StringComparison.Ordinal);

        Assert.Equal(SealStatus.Bad, CommitSeal.Check(Agents, Registry.Read(yaml).Registry!).Status);
        Assert.Equal(SealStatus.Verified, CommitSeal.Check(Bots, Registry.Read(yaml).Registry!).Status);
    }

    [Theory]
    [InlineData("fingerprint: 968479", "fingerprint: 068479")]
    [InlineData("key: 'BGWm", "key: 'BGWn")]
    [InlineData("key: 'BGWm", "key: '!")]
    [InlineData("key: 'BGWm", "other: 'BGWm")]
    public void KeyThatIsNotItsFingerprints_IsAnError(string text, string other) =>
        Assert.NotEmpty(Registry.Read(DefaultKeys().Replace(text, other, StringComparison.Ordinal)).Errors);

    [Fact]
    public void AnyChangedByte_NeverVerifiesAndNeverThrows()
    {
        var change = from at in Gen.Choose(0, Agents.Length - 1)
                     from value in Gen.Choose(0, 255)
                     select (at, (byte)value);

        FsCheck.Check.One(Laws.Config.WithMaxTest(400), Prop.ForAll(change.ToArbitrary(), one =>
        {
            var changed = (byte[])Agents.Clone();
            changed[one.at] = one.Item2;
            if (Check(changed).Status == SealStatus.Verified)
            {
                // The signature's own text may be written in more than one way; what was signed may not.
                Assert.Equal(SignedCommit.Read(Agents).Payload, SignedCommit.Read(changed).Payload);
            }
        }));
    }

    private static CommitSeal Check(byte[] content) => CommitSeal.Check(content, Registry.Default);

    private static CommitClaims Label(byte[] content, byte[] sealedBy) =>
        new CommitLabeler(Registry.Default, ClaimOptions.Default).Read(Parse(content), () => Check(sealedBy));

    private static CommitObject Parse(byte[] content) => CommitParser.Parse(ObjectId.Parse(new string('a', 40)), content)!;

    private static byte[] Replace(byte[] content, string text, string other)
    {
        var before = Encoding.UTF8.GetString(content);
        Assert.Contains(text, before, StringComparison.Ordinal);
        return Encoding.UTF8.GetBytes(before.Replace(text, other, StringComparison.Ordinal));
    }

    private static string DefaultKeys()
    {
        using var stream = typeof(Registry).Assembly.GetManifestResourceStream("Provenance.Engine.Claims.registry.yaml")!;
        using var reader = new StreamReader(stream);
        var text = reader.ReadToEnd();
        return "schema: provenance-registry/1\n" + text[text.IndexOf("platformKeys:", StringComparison.Ordinal)..];
    }

    private static byte[] Read(string name) => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Claims", "Data", "signatures", name + ".commit"));
}

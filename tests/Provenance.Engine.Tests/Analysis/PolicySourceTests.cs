using Provenance.Engine.Analysis;
using Provenance.Engine.Git;
using Provenance.Engine.Policy;
using Provenance.Engine.Tests.Git;
using Provenance.Testing;

namespace Provenance.Engine.Tests.Analysis;

/// <summary>What a policy adds to the registry of agents is tried when it is read: an entry that is refused must not go unsaid.</summary>
public sealed class PolicySourceTests : IDisposable
{
    private const string Rule = "{id: acme, agent: acme-bot, kind: identity, email: 'acme@acme[.]test', confidence: high}";

    private readonly TemporaryFolder _folder = TemporaryFolder.Create();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("agents: [{id: claude, name: Again}]", 2, 15)]
    [InlineData("agents: [{id: acme-bot, name: Acme}]\nidentityRules: [" + Rule + ", " + Rule + "]", 3, 112)]
    [InlineData("disableRules: [nosuchrule]", 2, 16)]
    public void EntryThatTheRegistryRefuses_IsNamedWithItsPlace(string text, int line, int column)
    {
        var loaded = Load(text);

        Assert.False(loaded.IsUsable);
        Assert.Same(ProvenancePolicy.Default, loaded.Policy);
        Assert.Equal(["PROV800", "PROV822"], loaded.Problems.Select(problem => problem.Code));
        Assert.Equal(("provenance.yml", line, column), (loaded.Problems[1].File, loaded.Problems[1].Line, loaded.Problems[1].Column));
    }

    [Fact]
    public void AgentWithoutASurface_IsTaken()
    {
        var loaded = Load("agents: [{id: acme-bot, name: Acme}]\nidentityRules: [" + Rule + "]");

        Assert.Empty(loaded.Problems);
        Assert.Contains(PolicySource.ExtendRegistry(loaded.Policy).Agents, agent => agent.Id is "acme-bot");
    }

    [Fact]
    public void EmptyFile_IsNoPolicy() => Assert.Equal("PROV800", Load(null).Problems[0].Code);

    /// <summary>Neither the policy of a folder above nor none at all takes the place of one that is there.</summary>
    [Theory]
    [InlineData("app/provenance.yml", true)]
    [InlineData("app/provenance.yml", false)]
    [InlineData("provenance.yml", true)]
    public void PolicyOfACommitThatCannotBeRead_IsNotUsed(string path, bool isDamaged)
    {
        using var repository = TestRepository.Create();
        repository.Commit(TestCommit.OfText("Add\n", SampleHistory.Start, ("provenance.yml", "version: 1\nunattributed: human\n"), ("app/provenance.yml", "version: 1\n"), ("other/A.cs", "a\n")));
        var commit = ObjectId.Parse(repository.Import()[1]);
        var objects = LooseObjects.Of(repository);
        var policy = repository.Git("rev-parse", "HEAD:" + path).Trim();
        (isDamaged ? (Action<string>)objects.Damage : objects.Lose)(policy);
        var host = ProductRun.Host(repository);
        using var room = CleanRoom.Open(host, RepositoryDiscovery.Locate(host, repository.Root).Value!);

        var loaded = PolicySource.LoadAt(room, commit, Path.GetDirectoryName(path) is { Length: > 0 } folder ? folder : "other");

        Assert.False(loaded.IsUsable);
        Assert.Equal((path, "PROV800"), (loaded.Problems[0].File, loaded.Problems[0].Code));
    }

    private LoadedPolicy Load(string? text)
    {
        var path = Path.Combine(_folder.Path, "provenance.yml");
        File.WriteAllText(path, text is null ? "" : "version: 1\n" + text + "\n");
        return PolicySource.Load(repository: null, _folder.Path, path);
    }
}

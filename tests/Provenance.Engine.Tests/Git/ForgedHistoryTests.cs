using System.Buffers.Binary;
using Provenance.Testing;
using Xunit.Abstractions;

namespace Provenance.Engine.Tests.Git;

public sealed class ForgedHistoryTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("replace ref", "log --format=%H%x20%B")]
    [InlineData("grafts", "log --format=%H%x20%P")]
    [InlineData("mailmap", "log --format=%H%x20%aN%x20%aE")]
    [InlineData("commit graph", "log --format=%H%x20%P")]
    public void ForgedHistory_ChangesNothing(string kind, string question)
    {
        var (repository, ids) = SampleHistory.Create();
        using (repository)
        {
            var expected = ProductRun.Fingerprint(repository);
            var truth = repository.Git(question.Split(' '));
            Forge(kind, repository, ids);
            if (string.Equals(truth, repository.Git(question.Split(' ')), StringComparison.Ordinal))
            {
                output.WriteLine($"skipped: {repository.Git("--version").Trim()} is not fooled by the {kind}");
                return;
            }

            Assert.Equal(expected, ProductRun.Fingerprint(repository));
        }
    }

    private static void Forge(string kind, TestRepository repository, string[] ids)
    {
        switch (kind)
        {
            case "replace ref":
                repository.Git("replace", ids[1], ids[2], "--force");
                repository.Git("replace", ids[3], ids[1], "--force");
                break;
            case "grafts":
                Directory.CreateDirectory(repository.PathOf(".git/info"));
                File.WriteAllText(repository.PathOf(".git/info/grafts"), $"{ids[6]}\n{ids[7]} {ids[6]} {ids[2]}\n");
                break;
            case "mailmap":
                File.WriteAllText(repository.PathOf(".mailmap"), "Claude <noreply@anthropic.com> <person.one@corp.example>\n");
                repository.Git("config", "log.mailmap", "true");
                break;
            case "commit graph":
                repository.Git("commit-graph", "write", "--reachable");
                RemoveParents(repository.PathOf(".git/objects/info/commit-graph"));
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(kind));
        }
    }

    /// <summary>Rewrites the commit data chunk so that no commit has a parent (gitformat-commit-graph: 20 bytes of tree, two parent positions, date).</summary>
    private static void RemoveParents(string path)
    {
        const uint noParent = 0x7000_0000;
        var file = File.ReadAllBytes(path);
        var (start, end) = (0, 0);
        for (var chunk = 0; chunk < file[6]; chunk++)
        {
            var entry = 8 + (12 * chunk);
            if (file.AsSpan(entry, 4).SequenceEqual("CDAT"u8))
            {
                start = (int)BinaryPrimitives.ReadInt64BigEndian(file.AsSpan(entry + 4));
                end = (int)BinaryPrimitives.ReadInt64BigEndian(file.AsSpan(entry + 16));
            }
        }

        for (var row = start; row < end; row += 36)
        {
            BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(row + 20), noParent);
            BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(row + 24), noParent);
        }

        File.Delete(path);
        File.WriteAllBytes(path, file);
    }
}

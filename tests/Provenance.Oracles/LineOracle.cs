using System.Text;
using Provenance.Engine.Git;
using Provenance.Engine.History;
using Provenance.Engine.History.Ignoring;
using Provenance.Engine.History.Units;
using Provenance.Engine.Policy;
using Provenance.Engine.Tests.History;
using Provenance.Engine.Tests.History.Oracles;

namespace Provenance.Oracles;

/// <summary>Oracle 1 of docs/history.md on a real repository.</summary>
internal static class LineOracle
{
    public static int Run(string repository, Sample sample)
    {
        var (options, blame) = (ReplayOptions.Lines, sample.BlameOptions);
        if (sample.IgnoreList is { } list)
        {
            var (ids, problems) = IgnoreListReader.Read(File.ReadAllText(list), list);
            Console.Write(string.Concat(problems.Select(problem => $"{list}:{problem.Line} {problem.Message}\n")));
            options = options with { Ignored = new IgnoredCommits([.. ids.Select(ObjectId.Parse)]) };
            blame = [.. blame, "--ignore-revs-file", list];
        }

        var (history, notices) = TestReplay.RunIn(repository, options);
        Console.Write(string.Concat(notices.Select(notice => $"notice {notice.Code} {string.Join(' ', notice.Arguments)}\n")));
        if (history is null)
        {
            return 1;
        }

        var comparison = new BlameComparison(history);
        foreach (var file in sample.Choose(history.Files.Where(file => file.IsRead)))
        {
            comparison.Add(file, GitBlame.Of(repository, "HEAD", file.Path, blame), _ => true);
        }

        using var blobs = new BlobReader(repository);
        var report = new DifferenceReport(repository, commit => commit, history, RenameIndex.Read(repository, commit => commit), blobs);
        report.Print(comparison, sample.Show, path =>
        {
            var lines = Encoding.UTF8.GetString(blobs.Read("HEAD:" + path)!).Split('\n');
            return line => $"{line + 1}: {lines[line].TrimEnd()}\n   ";
        });
        Console.WriteLine(comparison.Summary("lines"));
        return 0;
    }
}

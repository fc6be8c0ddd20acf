using Provenance.Engine.History;
using System.Text;
using Provenance.Engine.History.Units;
using Provenance.Engine.Tests.History;
using Provenance.Engine.Tests.History.Oracles;

namespace Provenance.Oracles;

/// <summary>Oracle 1 of docs/history.md on a real repository.</summary>
internal static class LineOracle
{
    public static int Run(string repository, Sample sample)
    {
        var (history, notices) = TestReplay.RunIn(repository, ReplayOptions.Lines);
        Console.Write(string.Concat(notices.Select(notice => $"notice {notice.Code} {string.Join(' ', notice.Arguments)}\n")));
        if (history is null)
        {
            return 1;
        }

        var comparison = new BlameComparison(history);
        foreach (var file in sample.Choose(history.Files.Where(file => file.IsRead)))
        {
            comparison.Add(file, GitBlame.Of(repository, "HEAD", file.Path, sample.BlameOptions), _ => true);
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

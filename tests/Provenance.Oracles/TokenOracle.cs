using Provenance.Engine.History;
using Provenance.Engine.History.Units;
using Provenance.Engine.Tests.History;
using Provenance.Engine.Tests.History.Oracles;
using Provenance.Testing;

namespace Provenance.Oracles;

/// <summary>Oracle 2 of docs/history.md on a real repository.</summary>
internal static class TokenOracle
{
    public static int Run(string repository, Sample sample)
    {
        using var temporary = sample.Shadow is null ? TemporaryFolder.Create() : null;
        var shadow = ShadowRepository.Open(repository, sample.Shadow ?? temporary!.Path);
        var shadowNames = shadow.Originals.ToDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);
        var (history, notices) = TestReplay.RunIn(repository, ReplayOptions.PlainTokens);
        Console.Write(string.Concat(notices.Select(notice => $"notice {notice.Code} {string.Join(' ', notice.Arguments)}\n")));
        if (history is null)
        {
            return 1;
        }

        var renames = RenameIndex.Read(repository, commit => commit);
        var shadowRenames = RenameIndex.Read(shadow.Root, commit => shadow.Originals[commit]);
        var pairedOtherwise = renames.DifferencesFrom(shadowRenames);

        using var blobs = new BlobReader(repository);
        var tokens = new OneTokenPerLine();
        var (plain, renamed) = (new BlameComparison(history), new BlameComparison(history));
        foreach (var file in sample.Choose(history.Files.Where(file => file.IsRead)))
        {
            tokens.Rewrite(blobs.Read("HEAD:" + file.Path)!);
            var theirs = GitBlame.Of(shadow.Root, "refs/heads/main", file.Path, sample.BlameOptions).Select(line => line with { Commit = shadow.Originals[line.Commit] }).ToArray();
            var names = renames.NamesOf(file.Path);
            names.UnionWith(shadowRenames.NamesOf(file.Path));
            var isPairedOtherwise = pairedOtherwise.Any(rename => names.Contains(rename.Path));
            (isPairedOtherwise ? renamed : plain).Add(file, theirs, token => !tokens.Tokens.IsStructural(token));
        }

        var report = new DifferenceReport(shadow.Root, commit => shadowNames[commit], history, renames, blobs);
        foreach (var (title, comparison) in new[] { ("renames paired alike", plain), ("a rename in the file's history that git pairs otherwise in the shadow", renamed) })
        {
            Console.WriteLine("== " + title);
            report.Print(comparison, sample.Show, path =>
            {
                tokens.Rewrite(blobs.Read("HEAD:" + path)!);
                return token => $"{tokens.LineOf(token)}:{tokens.TextOf(token)}";
            });
            Console.WriteLine(comparison.Summary("tokens"));
        }

        return 0;
    }
}

using System.Globalization;
using System.Text;
using Provenance.Engine.History.Alignment;
using Provenance.Engine.History.Units;
using Provenance.Testing;

namespace Provenance.Oracles;

/// <summary>How many tokens the alignment lets die, and so be born anew, that a longest common subsequence would have kept; git's own diff of one token per line beside it.</summary>
internal static class AlignmentOracle
{
    public static int Run(string repository, Sample sample)
    {
        var aligner = new Aligner();
        var units = new TokenUnits();
        using var blobs = new BlobReader(repository);
        var (versions, losing, born, least) = (0, 0, 0L, 0L);
        var losses = new List<(int Loss, string Before, string After)>();
        foreach (var (oldBlob, newBlob) in ChangedBlobs(repository).Where((_, index) => index % sample.Every == 0))
        {
            if (blobs.Read(oldBlob) is not { } oldContent || blobs.Read(newBlob) is not { } newContent
                || units.Read(oldContent) is not { } before || units.Read(newContent) is not { } after)
            {
                continue;
            }

            var kept = aligner.Align(before, after).Sum(match => match.Length);
            var longest = LongestCommonSubsequence.Length(before.Hashes, after.Hashes);
            versions++;
            born += after.Count - kept;
            least += after.Count - longest;
            losing += longest > kept ? 1 : 0;
            losses.Add((longest - kept, oldBlob, newBlob));
        }

        foreach (var (loss, oldBlob, newBlob) in losses.OrderByDescending(entry => entry.Loss).Take(sample.Show).Where(entry => entry.Loss > 0))
        {
            Console.WriteLine(FormattableString.Invariant($"{loss} tokens: {oldBlob} {newBlob}"));
        }

        Console.WriteLine(FormattableString.Invariant($"{versions} changed files, {born} tokens born, {least} at least ({100.0 * (born - least) / Math.Max(1, least):F2} % more), more in {losing} files"));
        if (sample.Shadow is { } folder && sample.Every == 1)
        {
            var shadow = ShadowRepository.Open(repository, folder);
            var added = Changes(shadow.Root, "--numstat").Where(line => line.Length > 0).Sum(line => long.TryParse(line.AsSpan(0, line.IndexOf('\t')), CultureInfo.InvariantCulture, out var count) ? count : 0);
            Console.WriteLine(FormattableString.Invariant($"git: {added} tokens born ({100.0 * (added - least) / Math.Max(1, least):F2} % more)"));
        }

        return 0;
    }

    private static IEnumerable<(string Before, string After)> ChangedBlobs(string repository) => Changes(repository, "--raw")
        .Where(line => line.StartsWith(':'))
        .Select(line => line.Split(' '))
        .Where(fields => fields[0].StartsWith(":100", StringComparison.Ordinal) && fields[1].StartsWith("100", StringComparison.Ordinal) && fields[2] != fields[3])
        .Select(fields => (fields[2], fields[3]));

    // Without renames, which pair otherwise in a shadow.
    private static string[] Changes(string repository, string form) => Encoding.UTF8.GetString(TestRepository.RunGit(
        repository, null, ["log", form, "--no-abbrev", "--no-renames", "--diff-filter=M", "--no-merges", "--full-history", "--format=", "HEAD", "--", "*.cs"])).Split('\n');
}

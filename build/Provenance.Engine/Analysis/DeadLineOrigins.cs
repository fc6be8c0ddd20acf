using Provenance.Engine.Git;
using Provenance.Engine.History;
using Provenance.Engine.Map;
using Provenance.Shared.Map;

namespace Provenance.Engine.Analysis;

/// <summary>Who wrote the lines that no build compiles (PROV201). The replay follows tokens, and these lines have none: the few files that hold some are read again, version by version.</summary>
internal static class DeadLineOrigins
{
    /// <summary>The latest versions of one file that are read; lines that are older are unknown.</summary>
    private const int MaxVersions = 400;

    /// <param name="files">Files of one project with their committed texts.</param>
    /// <returns>Per path and 0-based line the index of the commit that wrote it and the step of the mainline that brought it; lines that nobody is known to have written are not there.</returns>
    public static Dictionary<string, SortedDictionary<int, (int Commit, int Step)>> Find(AnalyzedRepository repository, CleanRoom room, IEnumerable<(HeadFile File, string Text)> files)
    {
        var found = new Dictionary<string, SortedDictionary<int, (int Commit, int Step)>>(StringComparer.Ordinal);
        if (!repository.Facts.Any(facts => facts.LineLabel == Label.Agent))
        {
            return found;
        }

        var dead = files.Select(file => (file.File, file.Text, Lines: DeadLines.In(file.Text))).Where(file => file.Lines.Count > 0).ToList();
        if (dead.Count == 0
            || FileVersions.List(room, repository.History, repository.Commit, [.. dead.Select(file => file.File.Path)]) is not { } versions
            || ObjectReader.Open(room) is not { } opened)
        {
            return found;
        }

        using var reader = opened;
        foreach (var (file, text, lines) in dead)
        {
            var origins = Follow(repository.History, file, text, lines, versions.ByPath[file.Path], new Versions(reader));
            if (origins.Count > 0)
            {
                found.Add(file.Path, origins);
            }
        }

        return found;
    }

    private static SortedDictionary<int, (int Commit, int Step)> Follow(
        HistoryResult history, HeadFile file, string text, IReadOnlyList<int> lines, IReadOnlyList<FileVersion> changes, Versions contents)
    {
        var origins = new SortedDictionary<int, (int, int)>();
        var mainline = changes.Where(change => change.IsMainline).OrderBy(change => change.Step).ToList();
        var lastRemoval = mainline.FindLastIndex(change => change.NewBlob is null);
        mainline = [.. mainline.Skip(lastRemoval + 1).TakeLast(MaxVersions)];
        var texts = mainline.Select(change => contents.Text(change.NewBlob!.Value)).ToList();
        if (texts.Count == 0 || texts.Contains(null) || !string.Equals(texts[^1], text, StringComparison.Ordinal))
        {
            return origins;
        }

        // What stands in the first version came with the file, and that may have come from elsewhere under another name.
        var isNewThere = mainline[0].OldBlob is null && file.Lives.Values.All(life => history.Lives[life].Entry >= mainline[0].Step);
        var births = DeadLines.Births(texts!);
        var hashes = TextFingerprint.Of(text).Lines;
        foreach (var line in lines)
        {
            var version = births[line];
            if (version > 0 || isNewThere)
            {
                var step = mainline[version].Step;
                origins.Add(line, (Writer(changes, mainline[version], hashes[line], contents), step));
            }
        }

        return origins;
    }

    /// <summary>The commit of a step that wrote a line: in a merge the first of the merged ones that brings its text, else the step's own.</summary>
    private static int Writer(IReadOnlyList<FileVersion> changes, FileVersion step, uint line, Versions contents)
    {
        foreach (var change in changes.Where(change => change.Step == step.Step && !change.IsMainline))
        {
            if (contents.Has(change.NewBlob, line) && !contents.Has(change.OldBlob, line))
            {
                return change.Commit;
            }
        }

        return step.Commit;
    }

    /// <summary>The contents of one file's versions: many lines ask for the same ones.</summary>
    private sealed class Versions(ObjectReader reader)
    {
        private readonly Dictionary<ObjectId, HashSet<uint>> _lines = [];

        public string? Text(ObjectId blob) => FileVersions.Read(reader, blob);

        public bool Has(ObjectId? blob, uint line)
        {
            if (blob is not { } id)
            {
                return false;
            }

            if (!_lines.TryGetValue(id, out var lines))
            {
                lines = Text(id) is { } text ? [.. TextFingerprint.Of(text).Lines] : [];
                _lines.Add(id, lines);
            }

            return lines.Contains(line);
        }
    }
}

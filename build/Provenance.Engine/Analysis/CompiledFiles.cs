using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Provenance.Engine.Evidence.Compile;
using Provenance.Engine.Git;
using Provenance.Engine.History;
using Provenance.Engine.History.Scanning;
using Provenance.Engine.Ledger;
using Provenance.Engine.Map;

namespace Provenance.Engine.Analysis;

/// <summary>Reads what one compilation made of the committed text of its files.</summary>
internal static class CompiledFiles
{
    /// <returns>Evidence of the assembly and one file per tracked source that has something to say. Places are those of the committed text.</returns>
    public static (CompileEvidence Evidence, ImmutableArray<RecordFile> Files) Read(
        AnalyzedRepository repository, CleanRoom room, ProjectRequest project, CompileRequest compile, CancellationToken cancellation)
    {
        var tracked = SourcePlaces.Find(repository, project.Sources).Tracked
            .Where(source => compile.CompileAll || HasAgentCode(repository, source.File))
            .ToDictionary(source => source.Path, source => source.File, StringComparer.Ordinal);
        var evidence = CompileStage.Read(
            new CompileInputs(
                compile.AssemblyPath, compile.PdbPath,
                [.. project.Sources.Select(source => new SourceInput(source, source, Examine: tracked.ContainsKey(source)))],
                compile.Parse, [.. compile.Mappings()], compile.CodePage),
            cancellation);
        var examined = evidence.Files.Where(file => tracked.ContainsKey(file.Path)).ToArray();
        var (texts, _) = HeadTextReader.Read(room, [.. examined.Select(file => tracked[file.Path])]);
        var files = ImmutableArray.CreateBuilder<RecordFile>();
        for (var i = 0; i < examined.Length; i++)
        {
            if (texts[i] is { } committed && ReadText(examined[i].Path) is { } compiled)
            {
                var (hash, places) = OnCommittedText(committed.Text, compiled, examined[i].Places);
                files.Add(RecordFile.Of(tracked[examined[i].Path].Path, hash, places.Select(ClassOf)));
            }
        }

        return (evidence, [.. files.OrderBy(file => file.Path, StringComparer.Ordinal)]);
    }

    /// <summary>By its lives, which figures and map count, or by blame: the two differ where parents tie.</summary>
    private static bool HasAgentCode(AnalyzedRepository repository, HeadFile file) =>
        file.Lives.Values.Select(life => repository.History.Lives[life].Origin).Concat(file.Origins.Values)
            .Any(origin => repository.Lines[origin].Label is Label.Agent or Label.Mixed);

    /// <summary>Hash of the committed text, and what holds in it where something holds in the compiled text; the default where nothing is said.</summary>
    internal static (string Hash, PlaceMap<T> Places) OnCommittedText<T>(string committedText, string compiledText, PlaceMap<T> values)
    {
        var committed = MapFile.Of("file", committedText, [], [], []);
        var places = CommittedLines.In(compiledText, committed);
        return (committed.TextHash.ToString("x16", CultureInfo.InvariantCulture), places is { } lines ? values.MoveLines(lines) : values);
    }

    private static SpanClass? ClassOf(TokenClass token) => token switch
    {
        TokenClass.None => null,
        TokenClass.Executable => SpanClass.Executable,
        TokenClass.Declarative => SpanClass.Declarative,
        TokenClass.Elided => SpanClass.Elided,
        TokenClass.Inactive => SpanClass.Inactive,
        _ => SpanClass.Unknown,
    };

    internal static string? ReadText(string path)
    {
        try
        {
            var text = new History.Scanning.SourceDecoder().Decode(File.ReadAllBytes(path), out var encoding);
            return encoding == SourceEncoding.NotText ? null : Encoding.UTF8.GetString(text);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The compiler read it a moment ago; without its text nothing is said of the file.
            return null;
        }
    }
}

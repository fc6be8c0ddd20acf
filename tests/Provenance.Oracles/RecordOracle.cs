using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis.Text;
using Provenance.Engine;
using Provenance.Engine.Analysis;
using Provenance.Engine.Evidence.Compile;
using Provenance.Engine.Git;
using Provenance.Engine.History.Units;
using Provenance.Engine.Ledger;
using Provenance.Engine.Metric;

namespace Provenance.Oracles;

/// <summary>What a written record says of each unit beside the verdict on the compiler's own token there.</summary>
internal static class RecordOracle
{
    public static int Run(string assembly, string[] folders)
    {
        var paths = folders.SelectMany(folder => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)).Select(Path.GetFullPath).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        var pdb = Path.ChangeExtension(assembly, ".pdb");
        var evidence = CompileStage.Read(
            new CompileInputs(assembly, File.Exists(pdb) ? pdb : null, [.. paths.Select(path => new SourceInput(path, path))], Parse: null, PathMap: []), CancellationToken.None);
        var files = evidence.Files.Where(file => file.Status == FileStatus.Verified).ToArray();
        var record = Written([.. files.Select(file => RecordFile.Of(RelativeName(file.Path), new string('0', 16), file.Places.Select(ClassOf)))], assembly, evidence);
        var (units, byPlace, byLine, mixed, lines) = (0L, 0L, 0L, 0, 0);
        var parser = new HeadTextParser();
        foreach (var (file, said) in files.Zip(record.Files))
        {
            var text = SourceText.From(new MemoryStream(File.ReadAllBytes(file.Path)), Encoding.UTF8);
            var head = parser.Parse(File.ReadAllBytes(file.Path))!;
            var (places, hint) = (said.Places, 0);
            var tokens = Enumerable.Range(0, head.Positions.Length).Where(unit => !head.Weightless[unit]).Select(unit => head.Positions[unit])
                .Select(at => (at.Line, at.Column, Truth: file.ClassAt(text.Lines[at.Line].Start + at.Column))).ToArray();
            foreach (var line in tokens.GroupBy(token => token.Line))
            {
                var ofLine = ByLine([.. line.Select(token => token.Truth)]);
                lines++;
                mixed += line.Select(token => token.Truth).Distinct().Count() > 1 ? 1 : 0;
                foreach (var token in line)
                {
                    units++;
                    byPlace += places.At(token.Line, token.Column, ref hint) == ClassOf(token.Truth) ? 0 : 1;
                    byLine += Counts(ofLine) == Counts(token.Truth) ? 0 : 1;
                }
            }
        }

        var bytes = RecordJson.Write(record).Length;
        var whole = RecordJson.Write(record with { Files = [.. record.Files.Select(file => file with { Spans = [.. file.Spans.Where(span => span.FirstColumn == 0)] })] }).Length;
        Console.WriteLine(FormattableString.Invariant($"{files.Length} of {evidence.Files.Length} files verified, {lines} lines with units, {mixed} of several classes ({100.0 * mixed / Math.Max(1, lines):F1} %)"));
        Console.WriteLine(FormattableString.Invariant($"of {units} units {byLine} count otherwise by whole lines ({100.0 * byLine / Math.Max(1, units):F3} %), and {byPlace} have another class in the record ({100.0 * byPlace / Math.Max(1, units):F3} %)"));
        Console.WriteLine(FormattableString.Invariant($"record of {bytes} bytes, {bytes - whole} of them for pieces of lines"));
        return byPlace == 0 && units > 0 ? 0 : 1;
    }

    // As version 1 of the record did: the furthest class, unless more tokens are gone than kept.
    private static TokenClass ByLine(TokenClass[] classes)
    {
        var gone = classes.Where(IsGone).ToArray();
        var kept = classes.Where(one => !IsGone(one)).ToArray();
        return gone.Length > kept.Length || kept.Length == 0 ? gone.Max() : kept.Max();
    }

    private static bool IsGone(TokenClass one) => one is TokenClass.Elided or TokenClass.Inactive;

    private static bool Counts(TokenClass one) => one is TokenClass.Executable or TokenClass.Declarative;

    private static SpanClass? ClassOf(TokenClass one) => one switch
    {
        TokenClass.None => null,
        TokenClass.Executable => SpanClass.Executable,
        TokenClass.Declarative => SpanClass.Declarative,
        TokenClass.Elided => SpanClass.Elided,
        TokenClass.Inactive => SpanClass.Inactive,
        _ => SpanClass.Unknown,
    };

    private static string RelativeName(string path) => path.TrimStart('/');

    /// <summary>Through the bytes of a file and back.</summary>
    private static BuildRecord Written(ImmutableArray<RecordFile> files, string assembly, CompileEvidence evidence) => RecordJson.TryRead(RecordJson.Write(new BuildRecord(
        RecordKind.Compiled, "App.csproj", "net10.0", "Release", null, null, [], [], new RecordOptions(30, 365, UnitMode.Token, EngineVersion.Current),
        new RecordArtifact(Path.GetFileName(assembly), evidence.Assembly.Mvid, evidence.Assembly.Sha256), [], files, RecordFigures.Missing(30, EvidenceKind.Compiled, ReasonWords.NoHistory), [])))!;
}

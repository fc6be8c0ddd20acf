using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Provenance.Engine.Notices;

namespace Provenance.Engine.Evidence.Compile;

/// <summary>Reads what the compiler made of each source file out of its output (docs/evidence.md, stage 1).</summary>
public static class CompileStage
{
    private const string UnnamedAssembly = "assembly";

    /// <inheritdoc cref="Read(CompileInputs, OpenFile, CancellationToken)"/>
    public static CompileEvidence Read(CompileInputs inputs, CancellationToken cancellation) => Read(inputs, BoundedReader.OpenOnDisk, cancellation);

    /// <summary>Classes the tokens of the examined files. Damaged or missing input gives unknown tokens with the reason, never an exception.</summary>
    /// <param name="open">Opens the assembly, the PDB and the examined sources, by the paths that <paramref name="inputs"/> names; nothing else is opened.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static CompileEvidence Read(CompileInputs inputs, OpenFile open, CancellationToken cancellation)
    {
        var image = ReadImage(inputs.AssemblyPath, open);
        var identity = image is { } bytes ? AssemblyIdentityReader.Read(bytes) : AssemblyIdentity.Of(ImageKind.Missing);
        if (image is not { } content || identity.Kind != ImageKind.Managed)
        {
            var reason = identity.Kind is ImageKind.Damaged or ImageKind.Missing ? UnknownReason.AssemblyDamaged : UnknownReason.AssemblyNotExamined;
            return Without(inputs, open, identity, reason, cancellation);
        }

        try
        {
            using var pe = new PEReader(content);
            using var symbols = Symbols.Open(pe, inputs.PdbPath, open);
            return WithFiles(inputs, identity, symbols.Reason, new SourceStage(inputs, open, pe, symbols).Read(cancellation));
        }
        catch (Exception e) when (Damage.IsShownBy(e))
        {
            return Without(inputs, open, identity, UnknownReason.AssemblyDamaged, cancellation);
        }
    }

    private static ImmutableArray<byte>? ReadImage(string path, OpenFile open)
    {
        try
        {
            using var stream = open(path);
            return stream is null ? null : BoundedReader.TryRead(stream, Limits.ImageBytes);
        }
        catch (Exception e) when (Damage.IsShownBy(e))
        {
            return null;
        }
    }

    private static CompileEvidence Without(CompileInputs inputs, OpenFile open, AssemblyIdentity identity, UnknownReason reason, CancellationToken cancellation) =>
        WithFiles(inputs, identity, reason, SourceStage.Unread(inputs, open, reason, cancellation));

    private static CompileEvidence WithFiles(CompileInputs inputs, AssemblyIdentity identity, UnknownReason symbols, IEnumerable<FileEvidence> read)
    {
        FileEvidence[] files = [.. read.OrderBy(file => file.Path, StringComparer.Ordinal)];
        var name = NoticeWord.Of(inputs.AssemblyPath, UnnamedAssembly);
        ImmutableArray<Notice> notices = symbols switch
        {
            UnknownReason.None => [],
            UnknownReason.SymbolsMismatch => [Notice.Of("PROV942", name)],
            UnknownReason.AssemblyDamaged => [Notice.Of("PROV943", "1", "damaged")],
            UnknownReason.AssemblyNotExamined => [Notice.Of("PROV943", "1", identity.Kind == ImageKind.TooLarge ? "too large" : "native")],
            _ => [Notice.Of("PROV941", name)],
        };
        var tooDeep = TooDeep.NoticeOf(files.Count(file => file.Reason == UnknownReason.TooDeep));
        return new CompileEvidence(identity, symbols, [.. files], tooDeep is null ? notices : notices.Add(tooDeep));
    }
}

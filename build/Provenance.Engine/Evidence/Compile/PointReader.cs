using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Provenance.Engine.Evidence.Compile;

/// <summary>Reads the sequence points of the documents that are asked for.</summary>
/// <param name="remains">Points of methods that are gone are left out, those of methods that may be are in doubt; null when all are there.</param>
internal sealed class PointReader(PEReader pe, MetadataReader metadata, MetadataReader pdb, Remains? remains = null)
{
    private readonly MethodOwners _owners = new(metadata, pdb);

    /// <summary>Points by document, in metadata order; a document without points has no entry.</summary>
    /// <remarks>One pass over all methods, whatever the number of files.</remarks>
    public Dictionary<DocumentHandle, List<MethodPoint>> Read(HashSet<DocumentHandle> wanted)
    {
        var points = new Dictionary<DocumentHandle, List<MethodPoint>>();
        foreach (var handle in pdb.MethodDebugInformation)
        {
            var information = pdb.GetMethodDebugInformation(handle);
            if (information.SequencePointsBlob.IsNil || (!information.Document.IsNil && !wanted.Contains(information.Document)))
            {
                continue;
            }

            var method = handle.ToDefinitionHandle();
            var fate = remains?.Of(pe, method) ?? Fate.Kept;
            if (fate == Fate.Gone)
            {
                continue;
            }

            MethodOwner? owner = null;
            var sequence = information.GetSequencePoints().ToArray();
            var il = default(ImmutableArray<byte>);
            for (var i = 0; i < sequence.Length; i++)
            {
                var point = sequence[i];
                if (point.IsHidden || !wanted.Contains(point.Document))
                {
                    continue;
                }

                il = il.IsDefault ? Body(method) : il;
                if (HoldsIl(il, point.Offset, End(sequence, i, il.Length)))
                {
                    owner ??= _owners.Of(method);
                    if (!points.TryGetValue(point.Document, out var list))
                    {
                        points[point.Document] = list = [];
                    }

                    list.Add(new MethodPoint(method, owner, point.Document, point.StartLine, point.StartColumn, point.EndLine, point.EndColumn, fate == Fate.Kept ? UnknownReason.None : UnknownReason.Inlined));
                }
            }
        }

        return points;
    }

    private ImmutableArray<byte> Body(MethodDefinitionHandle method)
    {
        var address = metadata.GetMethodDefinition(method).RelativeVirtualAddress;
        return address == 0 ? [] : pe.GetMethodBody(address).GetILContent();
    }

    // Hidden code goes on with what the visible point before it began, as the dispatch of a switch expression does.
    private static int End(SequencePoint[] sequence, int index, int length)
    {
        var next = Array.FindIndex(sequence, index + 1, point => !point.IsHidden);
        return next < 0 ? length : sequence[next].Offset;
    }

    // A debug build marks places where a person may want to stop with nop alone: nothing was compiled from them.
    private static bool HoldsIl(ImmutableArray<byte> il, int start, int end) =>
        start >= 0 && start < end && end <= il.Length && il.AsSpan(start, end - start).ContainsAnyExcept((byte)ILOpCode.Nop);
}

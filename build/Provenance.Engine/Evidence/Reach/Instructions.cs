using System.Collections.Immutable;
using System.Reflection.Emit;
using System.Reflection.Metadata;

namespace Provenance.Engine.Evidence.Reach;

/// <summary>One instruction.</summary>
/// <param name="Token">Of the operand; 0 when it is none.</param>
internal readonly record struct Instruction(ILOpCode Code, int Token);

/// <summary>Reads IL instruction by instruction.</summary>
/// <remarks>Encoding: ECMA-335 III. Operand kinds come from the framework's own table of instructions.</remarks>
internal static class Instructions
{
    private static readonly ImmutableArray<OperandType> OneByte = Table(wide: false);
    private static readonly ImmutableArray<OperandType> TwoBytes = Table(wide: true);

    /// <summary>False at the end.</summary>
    /// <exception cref="BadImageFormatException">The body ends inside an instruction.</exception>
    public static bool TryRead(ref BlobReader il, out Instruction instruction)
    {
        instruction = default;
        if (il.RemainingBytes == 0)
        {
            return false;
        }

        int code = il.ReadByte();
        OperandType kind;
        if (code == 0xFE)
        {
            var second = il.ReadByte();
            code = 0xFE00 | second;
            kind = TwoBytes[second];
        }
        else
        {
            kind = OneByte[code];
        }

        var token = 0;
        switch (kind)
        {
            case OperandType.InlineNone:
                break;
            case OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar:
                il.ReadByte();
                break;
            case OperandType.InlineVar:
                il.ReadUInt16();
                break;
            case OperandType.InlineI8 or OperandType.InlineR:
                il.ReadUInt64();
                break;
            case OperandType.InlineBrTarget or OperandType.InlineI or OperandType.ShortInlineR:
                il.ReadUInt32();
                break;
            case OperandType.InlineSwitch:
                var count = il.ReadInt32();
                if (count < 0 || count > il.RemainingBytes / 4)
                {
                    throw new BadImageFormatException("A switch is longer than its method.");
                }

                il.Offset += count * 4;
                break;
            default:
                token = il.ReadInt32();
                break;
        }

        instruction = new Instruction((ILOpCode)code, token);
        return true;
    }

    private static ImmutableArray<OperandType> Table(bool wide)
    {
        var kinds = new OperandType[256];
        Array.Fill(kinds, OperandType.InlineNone);
        foreach (var field in typeof(OpCodes).GetFields())
        {
            if (field.GetValue(null) is OpCode code && code.Size == (wide ? 2 : 1))
            {
                kinds[(byte)code.Value] = code.OperandType;
            }
        }

        return [.. kinds];
    }
}

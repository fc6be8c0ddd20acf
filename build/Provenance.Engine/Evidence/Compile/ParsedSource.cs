using System.Collections.Immutable;
using System.Security.Cryptography;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Provenance.Engine.Evidence.Compile;

/// <summary>A source file as read, decoded and parsed once.</summary>
/// <param name="Tree">Null when the file cannot be classed by its syntax; <paramref name="Failure"/> says why.</param>
internal sealed record ParsedSource(SourceInput Input, ImmutableArray<byte> Bytes, SourceText? Text, SyntaxTree? Tree, UnknownReason Failure)
{
    private string Sha256 => Bytes.IsDefault ? string.Empty : AssemblyIdentityReader.Hex(SHA256.HashData(Bytes.AsSpan()));

    public static ParsedSource Read(SourceInput input, int? codePage, CSharpParseOptions options, OpenFile open, CancellationToken cancellation) =>
        ReadBytes(input, open).Parse(codePage, options, cancellation);

    /// <summary>The bytes alone: a tree is made when it is needed, and not kept.</summary>
    public static ParsedSource ReadBytes(SourceInput input, OpenFile open)
    {
        ImmutableArray<byte>? read;
        try
        {
            using var stream = open(input.FullPath);
            if (stream is null)
            {
                return new ParsedSource(input, default, null, null, UnknownReason.Unreadable);
            }

            read = BoundedReader.TryRead(stream, Limits.SourceBytes);
        }
        catch (Exception e) when (Damage.IsShownBy(e))
        {
            return new ParsedSource(input, default, null, null, UnknownReason.Unreadable);
        }

        return read is { } bytes
            ? new ParsedSource(input, bytes, null, null, UnknownReason.None)
            : new ParsedSource(input, default, null, null, UnknownReason.TooLarge);
    }

    public ParsedSource Parse(int? codePage, CSharpParseOptions options, CancellationToken cancellation)
    {
        if (Failure != UnknownReason.None)
        {
            return this;
        }

        var text = SourceDecoder.TryDecode(Bytes, codePage);
        if (text is null || text.Lines.Count > Limits.SourceLines)
        {
            return this with { Failure = text is null ? UnknownReason.Unreadable : UnknownReason.TooLarge };
        }

        if (!Input.Compiled)
        {
            return this with { Text = text };
        }

        var tree = BoundedSyntax.Parse(text, options, Input.CompilerPath, cancellation);
        if (tree is null)
        {
            return this with { Failure = UnknownReason.TooDeep };
        }

        return tree.GetDiagnostics(cancellation).Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            ? this with { Text = text, Failure = UnknownReason.ParseErrors }
            : this with { Text = text, Tree = tree };
    }

    /// <summary>Whether a directive may send sequence points elsewhere; also true where the words stand in a comment or string.</summary>
    public bool MayHaveLineDirective => !Bytes.IsDefault && (MayBeUtf16(Bytes.AsSpan()) || HasDirective(Bytes.AsSpan()));

    private static bool MayBeUtf16(ReadOnlySpan<byte> bytes) => bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..];

    // "#", white space, "line".
    private static bool HasDirective(ReadOnlySpan<byte> bytes)
    {
        for (var at = bytes.IndexOf((byte)'#'); at >= 0; at = bytes.IndexOf((byte)'#'))
        {
            bytes = bytes[(at + 1)..];
            if (bytes.TrimStart(" \t\v\f"u8).StartsWith("line"u8))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Evidence on a file without a tree: inactive when it was not compiled, else unknown as a whole.</summary>
    public FileEvidence Unread()
    {
        var runs = new RunBuilder();
        var verdict = Input.Compiled ? Verdict.Unknown(Failure) : Verdict.Inactive;
        foreach (var span in Text is null ? [] : Tokens.Lex(Text.ToString(), 0))
        {
            runs.Add(span, verdict);
        }

        return runs.Build(Input.FullPath, Input.Compiled || Text is null ? FileStatus.Unreadable : FileStatus.NotCompiled, Failure, Sha256, Text ?? SourceText.From(string.Empty));
    }

    /// <summary>Evidence when nothing but the preprocessor's work is known.</summary>
    public FileEvidence AllUnknown(FileStatus status, UnknownReason reason)
    {
        var runs = new RunBuilder();
        foreach (var item in Tree!.GetRoot().DescendantNodesAndTokens(node => node is not UsingDirectiveSyntax))
        {
            if (item.IsToken ? Tokens.IsSignificant(item.AsToken()) : item.AsNode() is UsingDirectiveSyntax)
            {
                runs.Add(item.Span, item.IsToken ? Verdict.Unknown(reason) : Verdict.None);
            }
        }

        return Finish(runs, status, reason);
    }

    /// <summary>Adds what the preprocessor removed and closes the runs.</summary>
    public FileEvidence Finish(RunBuilder runs, FileStatus status, UnknownReason reason)
    {
        foreach (var span in Tokens.Inactive(Tree!.GetRoot()))
        {
            runs.Add(span, Verdict.Inactive);
        }

        return runs.Build(Input.FullPath, status, reason, Sha256, Text!);
    }
}

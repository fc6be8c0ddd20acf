using System.Text;

namespace Provenance.Engine.Claims.Marks;

/// <summary>What an argument of an attribute is.</summary>
internal enum ArgumentKind : byte
{
    Other,

    /// <summary>A string literal.</summary>
    Text,

    /// <summary>A dotted name, such as a constant or a member of an enum.</summary>
    Name,
}

/// <summary>An argument of an attribute.</summary>
/// <param name="Property">The property that it sets, or null for an argument of the constructor.</param>
/// <param name="Value">The text or the dotted name; empty for anything else.</param>
internal readonly record struct AttributeArgument(string? Property, ArgumentKind Kind, string Value);

/// <summary>An attribute as written.</summary>
/// <param name="Name">Dotted, without <c>global::</c>, type arguments and the ending <c>Attribute</c>.</param>
internal sealed record AttributeUse(string Name, List<AttributeArgument> Arguments)
{
    public string SimpleName => Name[(Name.LastIndexOf('.') + 1)..];

    public string? Property(string name) =>
        Arguments.Find(argument => string.Equals(argument.Property, name, StringComparison.Ordinal) && argument.Kind == ArgumentKind.Text) is { Property: not null } found ? found.Value : null;
}

/// <summary>Reads the attributes before a declaration from its tokens.</summary>
internal static class AttributeList
{
    private const string Ending = "Attribute";

    /// <summary>True for attributes of the assembly or module, which belong to no declaration.</summary>
    public static bool IsGlobal(in SourceTokens tokens, int open) =>
        tokens.Is(open + 2, (byte)':') && (tokens[open + 1].SequenceEqual("assembly"u8) || tokens[open + 1].SequenceEqual("module"u8));

    /// <param name="first">The first token of the declaration.</param>
    /// <param name="head">The token behind its attributes.</param>
    public static List<AttributeUse> Read(in SourceTokens tokens, int first, int head)
    {
        var attributes = new List<AttributeUse>();
        for (var token = first; token < head;)
        {
            // A list's opening bracket, or the comma between two attributes.
            token++;
            if (tokens.IsWord(token) && tokens.Is(token + 1, (byte)':'))
            {
                token += 2;
            }

            var name = ReadName(tokens, ref token, head);
            var arguments = new List<AttributeArgument>();
            if (token < head && tokens.Is(token, (byte)'('))
            {
                token = ReadArguments(tokens, token, head, arguments);
            }

            if (name.Length > 0)
            {
                attributes.Add(new AttributeUse(name, arguments));
            }

            token = NextAttribute(tokens, token, head);
        }

        return attributes;
    }

    private static int NextAttribute(in SourceTokens tokens, int token, int head)
    {
        var depth = 0;
        for (; token < head; token++)
        {
            switch (tokens[token])
            {
                case [(byte)','] when depth == 0:
                    return token;
                case [(byte)'['] when depth == 0:
                    return token;
                case [(byte)'(' or (byte)'[' or (byte)'{']:
                    depth++;
                    break;
                case [(byte)')' or (byte)'}']:
                case [(byte)']'] when depth > 0:
                    depth = Math.Max(0, depth - 1);
                    break;
            }
        }

        return token;
    }

    private static string ReadName(in SourceTokens tokens, ref int token, int head)
    {
        var name = new StringBuilder();
        var angles = 0;
        for (; token < head; token++)
        {
            if (tokens.Is(token, (byte)'<'))
            {
                angles++;
            }
            else if (tokens.Is(token, (byte)'>'))
            {
                angles--;
            }
            else if (angles > 0)
            {
                continue;
            }
            else if (tokens.IsWord(token) || tokens.Is(token, (byte)'.'))
            {
                name.Append(Encoding.UTF8.GetString(tokens[token]));
            }
            else if (tokens[token].SequenceEqual("::"u8))
            {
                // `global::` is no part of the name; another alias may stand for any namespace, so it stays as a part that matches none.
                if (name.Equals("global"))
                {
                    name.Clear();
                }
                else
                {
                    name.Append("::");
                }
            }
            else
            {
                break;
            }
        }

        var text = name.ToString();
        return text.Length > Ending.Length && text.EndsWith(Ending, StringComparison.Ordinal) && text[^(Ending.Length + 1)] != '.'
            ? text[..^Ending.Length]
            : text;
    }

    private static int ReadArguments(in SourceTokens tokens, int open, int head, List<AttributeArgument> arguments)
    {
        var depth = 0;
        var start = open + 1;
        for (var token = open; token < head; token++)
        {
            switch (tokens[token])
            {
                case [(byte)'(' or (byte)'[' or (byte)'{']:
                    depth++;
                    break;
                case [(byte)')' or (byte)']' or (byte)'}'] when --depth == 0:
                    Add(tokens, start, token, arguments);
                    return token + 1;
                case [(byte)','] when depth == 1:
                    Add(tokens, start, token, arguments);
                    start = token + 1;
                    break;
            }
        }

        return head;
    }

    private static void Add(in SourceTokens tokens, int start, int end, List<AttributeArgument> arguments)
    {
        if (start >= end || arguments.Count >= Limits.Arguments)
        {
            return;
        }

        string? property = null;
        if (tokens.IsWord(start) && tokens.Is(start + 1, (byte)'='))
        {
            property = Encoding.UTF8.GetString(tokens[start]);
            start += 2;
        }
        else if (tokens.IsWord(start) && tokens.Is(start + 1, (byte)':'))
        {
            start += 2;
        }

        if (end - start == 1 && TextOf(tokens[start]) is { } text)
        {
            arguments.Add(new AttributeArgument(property, ArgumentKind.Text, text));
            return;
        }

        arguments.Add(IsDottedName(tokens, start, end)
            ? new AttributeArgument(property, ArgumentKind.Name, Encoding.UTF8.GetString(tokens.Text[tokens.Start(start)..tokens.End(end - 1)]))
            : new AttributeArgument(property, ArgumentKind.Other, ""));
    }

    private static bool IsDottedName(in SourceTokens tokens, int start, int end)
    {
        for (var token = start; token < end; token++)
        {
            if ((token - start) % 2 == 0 ? !tokens.IsWord(token) : !tokens.Is(token, (byte)'.'))
            {
                return false;
            }
        }

        return end > start && (end - start) % 2 == 1 && tokens.End(end - 1) - tokens.Start(start) <= Limits.Value;
    }

    // The text of a literal without holes. What needs an escape is no name of an agent, so escapes stay as they are.
    private static string? TextOf(ReadOnlySpan<byte> token)
    {
        var text = token is [(byte)'@', .. var verbatim] ? verbatim : token;
        if (text.Length < 2 || text[0] != '"' || text[^1] != '"' || text.Length > Limits.Value)
        {
            return null;
        }

        return Encoding.UTF8.GetString(text.Trim((byte)'"')).Trim();
    }
}

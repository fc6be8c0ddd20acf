using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using Provenance.Engine.Claims.Lines;

namespace Provenance.Engine.Claims.Marks;

/// <summary>The agents that a <c>REUSE.toml</c> names as contributors of files (REUSE specification 3.3).</summary>
/// <remarks>Of TOML it reads what such files hold: tables, strings, lists of strings. What it does not understand it skips.</remarks>
public sealed class ReuseFile
{
    private readonly string _folder;
    private readonly ImmutableArray<(ImmutableArray<Regex> Paths, ImmutableArray<Claim> Claims)> _annotations;

    private ReuseFile(string folder, ImmutableArray<(ImmutableArray<Regex> Paths, ImmutableArray<Claim> Claims)> annotations)
    {
        _folder = folder;
        _annotations = annotations;
    }

    /// <param name="content">The file in the birth commit's tree.</param>
    /// <param name="folder">Its folder there, with a slash at the end; empty for the root.</param>
    /// <param name="day">Of the birth commit's author date, days since 1970-01-01 UTC.</param>
    public static ReuseFile Read(ReadOnlySpan<byte> content, string folder, Registry registry, int day)
    {
        var contributors = new ContributorReader(registry);
        var annotations = ImmutableArray.CreateBuilder<(ImmutableArray<Regex>, ImmutableArray<Claim>)>();
        foreach (var table in ReuseTable.Read(content.Length <= Limits.ReuseFile ? Encoding.UTF8.GetString(content) : ""))
        {
            ImmutableArray<Claim> claims =
            [
                .. table.Contributors.Select(name => contributors.Read(name, day)).OfType<Claim>()
                    .Select(claim => claim with { Granularity = Granularity.File }).Distinct(),
            ];
            annotations.Add(([.. table.Paths.Where(glob => glob.Length <= Limits.Pattern).Select(PatternOf).OfType<Regex>()], claims));
        }

        return new ReuseFile(folder, annotations.ToImmutable());
    }

    /// <summary>The mark on a file, or null. Of several tables that cover it only the last one holds.</summary>
    /// <param name="path">Repository-relative, in the same tree.</param>
    public LineMark? Find(string path, int lineCount)
    {
        if (!path.StartsWith(_folder, StringComparison.Ordinal))
        {
            return null;
        }

        var inside = path[_folder.Length..];
        foreach (var (paths, claims) in _annotations.Reverse())
        {
            if (paths.Any(pattern => pattern.IsMatch(inside)))
            {
                return claims.IsEmpty ? null : new LineMark(new LineRange(1, Math.Max(1, lineCount)), Label.Mixed, ClaimSource.Spdx, LineRules.ReuseContributor, claims);
            }
        }

        return null;
    }

    // `*` stops at a slash, `**` does not; a backslash takes the meaning from what follows. Null for one that is too large for an automaton, which is left out as one that is too long.
    private static Regex? PatternOf(string glob)
    {
        var pattern = new StringBuilder(@"\A");
        for (var i = 0; i < glob.Length; i++)
        {
            var isEscaped = glob[i] == '\\' && i + 1 < glob.Length;
            i += isEscaped ? 1 : 0;
            if (glob[i] != '*' || isEscaped)
            {
                pattern.Append(Regex.Escape(glob[i].ToString()));
                continue;
            }

            var isDouble = i + 1 < glob.Length && glob[i + 1] == '*';
            i += isDouble ? 1 : 0;
            pattern.Append(isDouble ? ".*" : "[^/]*");
        }

        try
        {
            return new Regex(pattern.Append(@"\z").ToString(), RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Singleline);
        }
        catch (NotSupportedException)
        {
            return null;
        }
    }
}

/// <summary>One <c>[[annotations]]</c> of a <c>REUSE.toml</c>.</summary>
internal sealed class ReuseTable
{
    public List<string> Paths { get; } = [];

    public List<string> Contributors { get; } = [];

    public static List<ReuseTable> Read(string toml)
    {
        var tables = new List<ReuseTable>();
        List<string>? list = null;
        var isOpen = false;
        foreach (var raw in toml.Split('\n').Where(line => line.Length <= Limits.Line))
        {
            var line = raw.AsSpan().Trim();
            if (!isOpen)
            {
                if (line.StartsWith("["))
                {
                    list = null;
                    if (line.StartsWith("[[annotations]]"))
                    {
                        if (tables.Count == Limits.ReuseTables)
                        {
                            break;
                        }

                        tables.Add(new ReuseTable());
                    }

                    continue;
                }

                var equals = line.IndexOf('=');
                if (equals < 0 || tables.Count == 0)
                {
                    continue;
                }

                list = line[..equals].Trim(" \t\"'") switch
                {
                    "path" => tables[^1].Paths,
                    SpdxTag.Contributor => tables[^1].Contributors,
                    _ => [],
                };
                line = line[(equals + 1)..].TrimStart();
                isOpen = line.StartsWith("[");
            }

            // A list goes on over lines until its bracket closes.
            isOpen &= !TakeStrings(line, list!);
        }

        return tables;
    }

    /// <returns>True when the line closes a list.</returns>
    private static bool TakeStrings(ReadOnlySpan<char> line, List<string> list)
    {
        while (!line.IsEmpty)
        {
            switch (line[0])
            {
                case '#':
                    return false;
                case ']':
                    return true;
                case '"' or '\'':
                    var end = EndOfString(line);
                    if (end < 0)
                    {
                        return false;
                    }

                    if (list.Count < Limits.Entries)
                    {
                        list.Add(line[0] == '"' ? line[1..end].ToString().Replace(@"\\", @"\", StringComparison.Ordinal) : line[1..end].ToString());
                    }

                    line = line[(end + 1)..];
                    break;
                default:
                    line = line[1..];
                    break;
            }
        }

        return false;
    }

    private static int EndOfString(ReadOnlySpan<char> line)
    {
        for (var i = 1; i < line.Length; i++)
        {
            if (line[i] == line[0])
            {
                return i;
            }

            i += line[0] == '"' && line[i] == '\\' ? 1 : 0;
        }

        return -1;
    }
}

using System.Globalization;
using System.Text;

namespace Provenance.Benchmarks.Generation;

/// <summary>A field, a property or a method with its statements.</summary>
internal sealed class GeneratedMember
{
    private const int MaxStatements = 14;
    private const int MaxNumber = 1000;
    private const double FieldShare = 0.15;
    private const double PropertyShare = 0.2;

    private readonly string _signature;
    private readonly List<string>? _statements;

    private GeneratedMember(string signature, List<string>? statements)
    {
        _signature = signature;
        _statements = statements;
    }

    public static GeneratedMember Create(StableRandom random)
    {
        var (noun, type) = (random.Pick(Vocabulary.Nouns), random.Pick(Vocabulary.Types));
        if (random.Chance(FieldShare))
        {
            return new GeneratedMember($"private readonly {type} _{Vocabulary.Local(noun)}{Number(random)};", null);
        }

        if (random.Chance(PropertyShare))
        {
            return new GeneratedMember($"public {type} {noun}{random.Pick(Vocabulary.Roles)} {{ get; init; }}", null);
        }

        var count = 2 + random.Next(7);
        List<string> statements = [.. Enumerable.Range(0, count).Select(_ => Statement(random))];
        return new GeneratedMember($"public {type} {random.Pick(Vocabulary.Verbs)}{noun}({random.Pick(Vocabulary.Types)} {Vocabulary.Local(random.Pick(Vocabulary.Nouns))})", statements);
    }

    /// <summary>Changes, adds or removes a statement. False when the member has none.</summary>
    public bool Edit(StableRandom random)
    {
        if (_statements is null)
        {
            return false;
        }

        var at = random.Next(_statements.Count);
        if (random.Chance(0.5))
        {
            _statements[at] = Statement(random);
        }
        else if (_statements.Count < MaxStatements && random.Chance(1 - (_statements.Count / (double)MaxStatements)))
        {
            _statements.Insert(at, Statement(random));
        }
        else if (_statements.Count > 1)
        {
            _statements.RemoveAt(at);
        }
        else
        {
            _statements[0] = Statement(random);
        }

        return true;
    }

    public void Write(StringBuilder text)
    {
        text.Append("    ").Append(_signature).Append('\n');
        if (_statements is not null)
        {
            text.Append("    {\n");
            foreach (var line in _statements.SelectMany(statement => statement.Split('\n')))
            {
                text.Append(line.Length == 0 ? "" : "        ").Append(line).Append('\n');
            }

            text.Append("        return default;\n    }\n");
        }
    }

    private static string Statement(StableRandom random)
    {
        var (noun, other, verb) = (random.Pick(Vocabulary.Nouns), random.Pick(Vocabulary.Nouns), random.Pick(Vocabulary.Verbs));
        var (local, number) = (Vocabulary.Local(noun), Number(random));
        return random.Next(8) switch
        {
            0 => $"var {local} = {verb}{noun}({Vocabulary.Local(other)}, {number});",
            1 => $"if ({local} > {number})\n{{\n    return {verb}{other}({local});\n}}\n",
            2 => $"_{local}.{verb}({Vocabulary.Local(other)}.{noun}, \"{other} {number}\");",
            3 => $"foreach (var {local} in {Vocabulary.Local(other)}.{verb}All())\n{{\n    total += {local}.{other} * {number};\n}}\n",
            4 => $"ArgumentOutOfRangeException.ThrowIfGreaterThan({local}, {number});",
            5 => $"// {verb} the {local} before the {Vocabulary.Local(other)} is full.\n{local}.{verb}({number});",
            6 => $"{local}{number} = {Vocabulary.Local(other)} is null ? {number} : {Vocabulary.Local(other)}.{verb}{noun}().Count;",
            _ => $"logger.{verb}($\"{noun} {{{local}}} of {{{Vocabulary.Local(other)}}}: {number}\");",
        };
    }

    private static string Number(StableRandom random) => random.Next(MaxNumber).ToString(CultureInfo.InvariantCulture);
}

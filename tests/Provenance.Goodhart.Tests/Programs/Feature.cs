using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Provenance.Goodhart.Tests.Programs;

/// <summary>A class of a program, as a function of numbers.</summary>
/// <param name="Number">Decides its name, fields and methods; no two features of a program have the same.</param>
/// <param name="Seeds">Of the body of each method.</param>
/// <param name="Unused">Index of a private method that nothing calls; −1 when there is none.</param>
internal sealed record Feature(int Number, string Project, string Area, ImmutableArray<int> Seeds, int Unused = -1)
{
    public string Name { get; init; } = Words.Capital(Words.Nouns[Number % Words.Nouns.Length]) + Words.Roles[Number / Words.Nouns.Length % Words.Roles.Length] + Suffix(Number);

    public string Path => $"src/{Project}/{Area}/{Name}.cs";

    public static Feature Create(int number, string project, string area, int unused = -1) =>
        new(number, project, area, [.. Enumerable.Range(0, 2 + (number % 3)).Select(method => (number * 100) + method)], unused);

    /// <summary>A method written anew.</summary>
    public Feature Rewrite(int method) => this with { Seeds = Seeds.SetItem(method % Seeds.Length, Seeds[method % Seeds.Length] + 50) };

    public Feature Extend() => this with { Seeds = Seeds.Add((Number * 100) + 20 + Seeds.Length) };

    /// <summary>The statement that runs it.</summary>
    public string Call => string.Create(CultureInfo.InvariantCulture, $"        total += new {Name}({Number}).Run(total);\n");

    public string Text()
    {
        var draw = new Draw(Number);
        var fields = Fields(draw);
        var scope = new Scope();
        Array.ForEach(fields, field => Add(scope, field.Type, field.Name));
        var members = fields.Select(field => Field(field.Type, field.Name))
            .Append(Constructor(draw, scope.Inner()))
            .Append(Run(draw))
            .Concat(Seeds.Select((seed, i) => Method(i, seed, fields)))
            .OrderBy(_ => draw.Below(1000));
        return $"using System;\nusing System.Collections.Generic;\nusing System.Globalization;\nusing System.Linq;\n\nnamespace Shop.{Area};\n\npublic sealed class {Name}\n{{\n{string.Join('\n', members)}}}\n";
    }

    private static (string Type, string Name)[] Fields(Draw draw)
    {
        var types = new[] { "int", "List<int>", "Dictionary<int, int>", "string" }.OrderBy(_ => draw.Below(100)).Take(2 + draw.Below(3)).ToArray();
        types[0] = types.Contains("int") ? types[0] : "int";
        return [.. types.Select((type, i) => (type, string.Create(CultureInfo.InvariantCulture, $"_{draw.Of(Words.Nouns)}{i}")))];
    }

    private static string Field(string type, string name) => type switch
    {
        "int" => $"    private int {name};\n",
        "string" => $"    private string {name} = \"\";\n",
        _ => $"    private readonly {type} {name} = [];\n",
    };

    private string Constructor(Draw draw, Scope scope)
    {
        var number = scope.Numbers[0];
        scope.Fixed.Add("start");
        return $"    public {Name}(int start)\n    {{\n{Snippets.Statements(scope, draw)}        {number} = {new ExpressionWriter(draw).Number(scope, 3)};\n    }}\n";
    }

    private string Run(Draw draw)
    {
        var scope = new Scope();
        scope.Fixed.Add("input");
        var expressions = new ExpressionWriter(draw);
        var text = new StringBuilder($"    public int Run(int input)\n    {{\n        var result = {expressions.Number(scope, 3)};\n");
        scope.Numbers.Add("result");
        for (var i = 0; i < Seeds.Length; i++)
        {
            var (name, types) = Head(i);
            var call = $"{name}({string.Join(", ", types.Select(type => Argument(type, expressions.Variable(scope))))})";
            var statement = draw.Below(5) switch
            {
                0 => $"result += {call};",
                1 => $"result = Math.Max({expressions.Number(scope, 1)}, {call});",
                2 => $"if ({expressions.Condition(scope, 1)})\n        {{\n            result -= {call};\n        }}",
                3 => $"result ^= {expressions.Number(scope, 1)} + {call};",
                _ => $"for (var round{i} = {expressions.Literal()}; round{i} < {expressions.Variable(scope)}; round{i}++)\n        {{\n            result -= {call};\n        }}",
            };
            text.Append(i == Unused ? "" : $"        {statement}\n");
        }

        return text.Append("        return result;\n    }\n").ToString();
    }

    private string Method(int index, int seed, (string Type, string Name)[] fields)
    {
        var scope = new Scope();
        Array.ForEach(fields, field => Add(scope, field.Type, field.Name));
        var body = new Draw(seed);
        var (name, types) = Head(index);
        var parameters = types.Select(type => (Type: type, Name: scope.NewName(body))).ToArray();
        Array.ForEach(parameters, parameter => Add(scope, parameter.Type, parameter.Name));
        return $"    private int {name}({string.Join(", ", parameters.Select(parameter => parameter.Type + " " + parameter.Name))})\n    {{\n{new BodyWriter(body).Write(scope, 3 + body.Below(3))}    }}\n";
    }

    private (string Name, string[] Types) Head(int method) => Head(new Draw((Number * 100) + method + 70), method);

    private static (string Name, string[] Types) Head(Draw draw, int method) => (
        draw.Of(Words.Verbs) + Words.Capital(draw.Of(Words.Nouns)) + "ABCDEFGHIJ"[method],
        [.. Enumerable.Range(0, 1 + draw.Below(3)).Select(_ => draw.Of(["int", "List<int>", "string"]))]);

    private static string Argument(string type, string number) => type switch
    {
        "int" => number,
        "string" => $"{number}.ToString(CultureInfo.InvariantCulture)",
        _ => $"[{number}, input]",
    };

    private static void Add(Scope scope, string type, string name) => (type switch
    {
        "int" => scope.Numbers,
        "string" => scope.Texts,
        "List<int>" => scope.Lists,
        _ => scope.Maps,
    }).Add(name);

    private static string Suffix(int number)
    {
        var round = number / (Words.Nouns.Length * Words.Roles.Length);
        return round == 0 ? "" : round.ToString(CultureInfo.InvariantCulture);
    }
}

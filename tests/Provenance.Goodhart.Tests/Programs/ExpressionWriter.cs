using System.Globalization;

namespace Provenance.Goodhart.Tests.Programs;

/// <summary>Expressions that compile and that the compiler cannot compute: the left operand is always a variable.</summary>
internal sealed class ExpressionWriter(Draw draw)
{
    public string Number(Scope scope, int depth) => depth == 0
        ? Variable(scope)
        : draw.Below(15) switch
        {
            0 => $"{Number(scope, depth - 1)} + {Operand(scope)}",
            1 => $"{Variable(scope)} - {Operand(scope)} * {Operand(scope)}",
            2 => $"({Number(scope, depth - 1)} - {Operand(scope)}) * {Operand(scope)}",
            3 => $"Math.Max({Number(scope, depth - 1)}, {Operand(scope)})",
            4 when scope.Lists.Count > 0 => $"{draw.Of(scope.Lists)}.Count + {Operand(scope)}",
            5 when scope.Texts.Count > 0 => $"{draw.Of(scope.Texts)}.Length % {Literal()}",
            6 => $"({Condition(scope, depth - 1)} ? {Number(scope, depth - 1)} : {Operand(scope)})",
            7 when scope.Lists.Count > 0 => $"{draw.Of(scope.Lists)}.Sum(each => each {draw.Of(["*", "-", "+", "%"])} {Literal()})",
            8 when scope.Lists.Count > 0 => $"{draw.Of(scope.Lists)}.FirstOrDefault(each => each > {Operand(scope)}, {Literal()})",
            9 => $"({Variable(scope)} switch {{ < {Literal()} => {Number(scope, depth - 1)}, > {Literal(40)} => {Operand(scope)}, _ => {Variable(scope)} }})",
            10 => $"Math.Abs({Number(scope, depth - 1)}) / {Literal()}",
            11 when scope.Texts.Count > 0 => $"{draw.Of(scope.Texts)}.IndexOf(\"{draw.Of(Words.Nouns)}\", StringComparison.Ordinal)",
            12 when scope.Maps.Count > 0 => $"{draw.Of(scope.Maps)}.GetValueOrDefault({Operand(scope)}, {Literal()})",
            13 => $"Math.Clamp({Variable(scope)}, {Literal()}, {Number(scope, depth - 1)} + {Literal(100)})",
            _ => $"({Variable(scope)} {draw.Of(["+", "-", "^", "&", "|"])} ({Number(scope, depth - 1)}))",
        };

    public string Condition(Scope scope, int depth) => draw.Below(10) switch
    {
        0 => $"{Variable(scope)} is > {Literal()} and < {Literal(60)}",
        1 when scope.Lists.Count > 0 => $"{draw.Of(scope.Lists)}.Any(each => each {draw.Of(["<", ">", "!="])} {Operand(scope)})",
        2 when scope.Texts.Count > 0 => $"{draw.Of(scope.Texts)}.Contains('{(char)('a' + draw.Below(26))}')",
        3 when depth > 0 => $"{Condition(scope, depth - 1)} && {Variable(scope)} >= {Literal()}",
        4 when depth > 0 => $"({Condition(scope, depth - 1)} || {Condition(scope, depth - 1)})",
        5 when scope.Texts.Count > 0 => $"!string.IsNullOrEmpty({draw.Of(scope.Texts)})",
        6 when scope.Maps.Count > 0 => $"{draw.Of(scope.Maps)}.ContainsKey({Variable(scope)})",
        7 => $"{Variable(scope)} % {Literal()} == {Literal()}",
        _ => $"{Number(scope, depth)} {draw.Of(["<", ">", "<=", ">=", "!="])} {Operand(scope)}",
    };

    public string Text(Scope scope) => draw.Below(6) switch
    {
        0 when scope.Texts.Count > 0 => $"{draw.Of(scope.Texts)}.Trim().ToUpperInvariant()",
        1 when scope.Lists.Count > 0 => $"string.Join(\", \", {draw.Of(scope.Lists)})",
        2 when scope.Texts.Count > 0 => $"{draw.Of(scope.Texts)} + \"{draw.Of(Words.Nouns)}\"",
        3 when scope.Texts.Count > 0 => $"{draw.Of(scope.Texts)}.Replace(\"{draw.Of(Words.Nouns)}\", \"{draw.Of(Words.Nouns)}\", StringComparison.Ordinal)",
        4 => $"$\"{draw.Of(Words.Nouns)} {{{Variable(scope)}}} {{{Variable(scope)} + {Literal()}}}\"",
        _ => $"{Variable(scope)}.ToString(CultureInfo.InvariantCulture)",
    };

    public string List(Scope scope) => draw.Below(4) switch
    {
        0 => $"[{Variable(scope)}, {Number(scope, 1)}, {Literal()}]",
        1 => $"Enumerable.Range({Variable(scope)}, {Literal()}).ToList()",
        2 when scope.Lists.Count > 0 => $"{draw.Of(scope.Lists)}.Where(each => each % {Literal()} != {Literal()}).ToList()",
        _ when scope.Lists.Count > 0 => $"{draw.Of(scope.Lists)}.Select(each => each {draw.Of(["+", "-", "*"])} {Operand(scope)}).OrderBy(each => -each).ToList()",
        _ => $"[{Operand(scope)}, {Variable(scope)}]",
    };

    public string Variable(Scope scope)
    {
        var at = draw.Below(scope.Numbers.Count + scope.Fixed.Count);
        return at < scope.Numbers.Count ? scope.Numbers[at] : scope.Fixed[at - scope.Numbers.Count];
    }

    public string Operand(Scope scope) => draw.Below(2) == 0 ? Variable(scope) : Literal();

    public string Literal(int from = 2) => (from + draw.Below(30)).ToString(CultureInfo.InvariantCulture);
}

using System.Text;

namespace Provenance.Goodhart.Tests.Programs;

/// <summary>Statements of many shapes, so that no two stretches of them are alike.</summary>
internal sealed class BodyWriter(Draw draw)
{
    private readonly ExpressionWriter _expressions = new(draw);
    private readonly StringBuilder _text = new();

    /// <summary>A body that ends by returning a number.</summary>
    public string Write(Scope scope, int statements)
    {
        Block(scope, statements, depth: 0);
        Line(0, $"return {_expressions.Number(scope, 2)};");
        return _text.ToString();
    }

    private void Block(Scope scope, int statements, int depth)
    {
        for (var i = 0; i < statements; i++)
        {
            Statement(scope, depth);
        }
    }

    private void Statement(Scope scope, int depth)
    {
        switch (draw.Below(depth > 1 ? 9 : 18))
        {
            case 0:
                var text = _expressions.Text(scope);
                scope.Texts.Add(Declare(scope, depth, text));
                break;
            case 1:
                var list = _expressions.List(scope);
                var name = scope.NewName(draw);
                Line(depth, $"List<int> {name} = {list};");
                scope.Lists.Add(name);
                break;
            case 2 when scope.Lists.Count > 0:
                Line(depth, $"{draw.Of(scope.Lists)}.{draw.Of(["Add", "Remove"])}({_expressions.Number(scope, 1)});");
                break;
            case 3 when scope.Maps.Count > 0:
                Line(depth, $"{draw.Of(scope.Maps)}[{_expressions.Variable(scope)}] = {_expressions.Number(scope, 2)};");
                break;
            case 4 when scope.Numbers.Count > 1:
                Line(depth, $"({scope.Numbers[0]}, {scope.Numbers[^1]}) = ({scope.Numbers[^1]}, {_expressions.Number(scope, 1)});");
                break;
            case 5 when scope.Texts.Count > 0 && scope.Numbers.Count > 0:
                Line(depth, $"{draw.Of(scope.Numbers)} {draw.Of(["+=", "-=", "^="])} {draw.Of(scope.Texts)}.Count(letter => letter == '{(char)('a' + draw.Below(26))}');");
                break;
            case 6 or 7 when scope.Numbers.Count > 0:
                Line(depth, $"{draw.Of(scope.Numbers)} {draw.Of(["=", "+=", "-=", "|="])} {_expressions.Number(scope, 2)};");
                break;
            case 9 or 10:
                Nested(scope, depth, $"if ({_expressions.Condition(scope, 1)})");
                if (draw.Below(3) == 0)
                {
                    Nested(scope, depth, "else");
                }

                break;
            case 11:
                var index = scope.NewName(draw);
                Nested(scope, depth, $"for (var {index} = {_expressions.Literal(0)}; {index} < {_expressions.Variable(scope)}; {index} += {_expressions.Literal()})", index);
                break;
            case 12 when scope.Lists.Count > 0:
                var each = scope.NewName(draw);
                Nested(scope, depth, $"foreach (var {each} in {draw.Of(scope.Lists)}.Take({_expressions.Literal()}))", each);
                break;
            case 13 when scope.Numbers.Count > 0:
                var falling = draw.Of(scope.Numbers);
                Nested(scope, depth, $"while ({falling}-- > {_expressions.Literal(50)})");
                break;
            case 14 when scope.Maps.Count > 0:
                var found = scope.NewName(draw);
                Nested(scope, depth, $"if ({draw.Of(scope.Maps)}.TryGetValue({_expressions.Operand(scope)}, out var {found}))", found);
                break;
            case 15:
                Switch(scope, depth);
                break;
            case 16:
                Nested(scope, depth, "try");
                Nested(scope, depth, $"catch ({draw.Of(["InvalidOperationException", "FormatException", "OverflowException"])})");
                break;
            default:
                var number = _expressions.Number(scope, 2);
                scope.Numbers.Add(Declare(scope, depth, number));
                break;
        }
    }

    private void Switch(Scope scope, int depth)
    {
        Line(depth, $"switch ({_expressions.Number(scope, 1)})");
        Line(depth, "{");
        for (var label = 1; label < 2 + draw.Below(3); label++)
        {
            Line(depth + 1, $"case {_expressions.Literal(label * 40)}:");
            Statement(scope.Inner(), depth + 2);
            Line(depth + 2, "break;");
        }

        Line(depth + 1, "default:");
        Statement(scope.Inner(), depth + 2);
        Line(depth + 2, "break;");
        Line(depth, "}");
    }

    private void Nested(Scope scope, int depth, string head, string? known = null)
    {
        Line(depth, head);
        Line(depth, "{");
        var inner = scope.Inner();
        if (known is not null)
        {
            inner.Fixed.Add(known);
        }

        Block(inner, 1 + draw.Below(2), depth + 1);
        Line(depth, "}");
    }

    private string Declare(Scope scope, int depth, string value)
    {
        var name = scope.NewName(draw);
        Line(depth, $"var {name} = {value};");
        return name;
    }

    private void Line(int depth, string text) => _text.Append(' ', 8 + (4 * depth)).Append(text).Append('\n');
}

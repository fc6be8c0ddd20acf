namespace Provenance.Engine.History.Scanning;

/// <summary>
/// The expression of <c>#if</c> and <c>#elif</c>, broken ones included: what does not fit ends the expression there, open
/// parentheses are closed, and a missing operand is the symbol without a name. No recursion, so that no nesting exhausts the thread's stack.
/// </summary>
internal sealed class DirectiveCondition
{
    private readonly Stack<Operator> operators = new();
    private readonly Stack<bool> operands = new();

    private enum Operator : byte
    {
        Parenthesis,
        Or,
        And,
        Equal,
        NotEqual,
        Not,
    }

    /// <summary>Value of the expression from a position to the end of its line.</summary>
    public bool Evaluate(ReadOnlySpan<byte> text, int position, DirectiveStack directives)
    {
        operators.Clear();
        operands.Clear();
        var openParentheses = 0;
        while (true)
        {
            position = PhysicalLine.EndOfWhiteSpace(text, position);
            if (PhysicalLine.Is(text, position, '!') && !PhysicalLine.Is(text, position + 1, '='))
            {
                operators.Push(Operator.Not);
                position++;
                continue;
            }

            if (PhysicalLine.Is(text, position, '('))
            {
                operators.Push(Operator.Parenthesis);
                openParentheses++;
                position++;
                continue;
            }

            operands.Push(ReadOperand(text, ref position, directives));
            position = PhysicalLine.EndOfWhiteSpace(text, position);
            while (openParentheses > 0 && PhysicalLine.Is(text, position, ')'))
            {
                Reduce(Operator.Or);
                operators.Pop();
                openParentheses--;
                position = PhysicalLine.EndOfWhiteSpace(text, position + 1);
            }

            if (ReadOperator(text, position) is not { } next)
            {
                break;
            }

            Reduce(next);
            operators.Push(next);
            position += 2;
        }

        while (operators.Count > 0)
        {
            Reduce(Operator.Or);
            operators.TryPop(out _);
        }

        return operands.Pop();
    }

    // Equality binds to the right in Roslyn's grammar; on two truth values that gives the same.
    private void Reduce(Operator atLeast)
    {
        var floor = atLeast == Operator.NotEqual ? Operator.Equal : atLeast;
        while (operators.TryPeek(out var next) && next != Operator.Parenthesis && next >= floor)
        {
            operators.Pop();
            var right = operands.Pop();
            operands.Push(next switch
            {
                Operator.Not => !right,
                Operator.Equal => operands.Pop() == right,
                Operator.NotEqual => operands.Pop() != right,
                Operator.And => operands.Pop() & right,
                _ => operands.Pop() | right,
            });
        }
    }

    private static bool ReadOperand(ReadOnlySpan<byte> text, ref int position, DirectiveStack directives)
    {
        if (!IdentifierToken.Starts(text, position))
        {
            return directives.IsDefined("");
        }

        var end = IdentifierToken.End(text, position, out var isPlain);
        var identifier = text[position..end];
        if (identifier.SequenceEqual("true"u8) || identifier.SequenceEqual("false"u8))
        {
            position = end;
            return identifier.Length == 4;
        }

        if (isPlain && DirectiveSymbol.IsKeyword(identifier))
        {
            return directives.IsDefined("");
        }

        position = end;
        var symbol = DirectiveSymbol.Read(identifier);

        // A name that .NET parses as a truth value is one, in any case: `#if TRUE` holds.
        return bool.TryParse(symbol, out var value) ? value : directives.IsDefined(symbol);
    }

    private static Operator? ReadOperator(ReadOnlySpan<byte> text, int position)
    {
        if (position + 1 >= text.Length)
        {
            return null;
        }

        return (text[position], text[position + 1]) switch
        {
            ((byte)'|', (byte)'|') => Operator.Or,
            ((byte)'&', (byte)'&') => Operator.And,
            ((byte)'=', (byte)'=') => Operator.Equal,
            ((byte)'!', (byte)'=') => Operator.NotEqual,
            _ => null,
        };
    }
}

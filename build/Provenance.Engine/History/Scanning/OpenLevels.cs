using System.Runtime.InteropServices;

namespace Provenance.Engine.History.Scanning;

/// <summary>What is open at a place of a text: brackets, and in each the tokens that may still wait for what follows.</summary>
/// <remarks>
/// A level weighs as much as its longest stretch so far: a stretch that ends lets go of its tokens, and where one was ended too early, what it
/// held is counted all the same. A closing bracket that does not fit closes nothing, as a parser may go on inside.
/// </remarks>
internal sealed class OpenLevels
{
    private const byte Angle = (byte)'<';

    /// <summary>A part of a query: it goes on until its statement or its bracket ends.</summary>
    public const byte Query = (byte)'q';

    /// <summary>A namespace, which needs no brackets: it ends with the brackets around it.</summary>
    public const byte Namespace = (byte)'n';

    private readonly List<Level> _levels = [new Level()];

    public int Depth => _levels.Count - 1;

    public int Tokens { get; private set; }

    public void Clear()
    {
        _levels.Clear();
        _levels.Add(new Level());
        Tokens = 0;
    }

    public void Count()
    {
        ref var top = ref Top;
        if (++top.Stretch > top.Longest)
        {
            top.Longest = top.Stretch;
            Tokens++;
        }
    }

    public void Open(byte opening) => _levels.Add(new Level { Opening = opening });

    public void Close(byte opening)
    {
        var at = _levels.Count - 1;
        while (_levels[at].Opening is Angle or Query or Namespace)
        {
            at--;
        }

        if (_levels[at].Opening == opening)
        {
            CloseFrom(at);
        }
    }

    public void CloseAngle()
    {
        if (Top.Opening == Angle)
        {
            CloseFrom(_levels.Count - 1);
        }
    }

    /// <summary>An operator whose right side may hold the next one's left.</summary>
    public void MarkOperator() => Top.HasOperator = true;

    /// <summary>A question mark, which is an operator or part of a type.</summary>
    public void MarkQuestion() => Top.HasQuestion = true;

    /// <summary>A statement that holds another: a comma in it ends nothing.</summary>
    public void MarkHolder() => Top.HasHolder = true;

    /// <param name="goesOn">What follows belongs to the statement that ends.</param>
    public void EndStatement(bool goesOn)
    {
        while (Top.Opening is Angle or Query)
        {
            CloseFrom(_levels.Count - 1);
        }

        if (!goesOn)
        {
            Top.End();
        }
    }

    /// <param name="goesOn">What follows belongs to the statement that ends.</param>
    /// <param name="beginsAnew">What follows begins a statement or a declaration.</param>
    public void EndBlock(bool goesOn, bool beginsAnew)
    {
        if (!goesOn && !Top.HasOperator && (!Top.HasQuestion || beginsAnew))
        {
            Top.End();
        }
    }

    public void Separate()
    {
        if (!Top.HasHolder)
        {
            Top.End();
        }
    }

    private ref Level Top => ref CollectionsMarshal.AsSpan(_levels)[^1];

    private void CloseFrom(int at)
    {
        for (var i = at; i < _levels.Count; i++)
        {
            Tokens -= _levels[i].Longest;
        }

        _levels.RemoveRange(at, _levels.Count - at);
    }

    private struct Level
    {
        public byte Opening;
        public bool HasOperator;
        public bool HasQuestion;
        public bool HasHolder;
        public int Stretch;
        public int Longest;

        public void End()
        {
            (HasOperator, HasQuestion, HasHolder, Stretch) = (false, false, false, 0);
        }
    }
}

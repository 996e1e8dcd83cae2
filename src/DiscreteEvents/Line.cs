namespace DiscreteEvents;

/// <summary>Stories waiting in the order they came, linked through themselves: joining and leaving anywhere costs nothing.</summary>
sealed class Line(int priority)
{
    internal readonly int Priority = priority;
    internal Story? First;
    Story? last;

    internal void Join(Story story)
    {
        (story.In, story.Before, story.After) = (this, last, null);
        if (last is null) First = story;
        else last.After = story;
        last = story;
    }

    internal void JoinInFront(Story story)
    {
        (story.In, story.Before, story.After) = (this, null, First);
        if (First is null) last = story;
        else First.Before = story;
        First = story;
    }

    internal void Remove(Story story)
    {
        if (story.Before is { } before) before.After = story.After;
        else First = story.After;
        if (story.After is { } after) after.Before = story.Before;
        else last = story.Before;
        (story.In, story.Before, story.After) = (null, null, null);
    }
}

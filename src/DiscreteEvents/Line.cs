namespace DiscreteEvents;

/// <summary>Stories waiting in the order they came, linked through themselves: joining and leaving anywhere costs nothing.</summary>
sealed class Line(World world, int priority)
{
    internal readonly int Priority = priority;
    int first, last;

    internal Story? First => first == 0 ? null : world.StoryIn(first);

    internal Story? After(Story story) => story.After == 0 ? null : world.StoryIn(story.After);

    internal void Join(Story story)
    {
        (story.Queued, story.Before, story.After) = (true, last, 0);
        if (last == 0) first = story.Slot;
        else world.StoryIn(last).After = story.Slot;
        last = story.Slot;
    }

    internal void JoinInFront(Story story)
    {
        (story.Queued, story.Before, story.After) = (true, 0, first);
        if (first == 0) last = story.Slot;
        else world.StoryIn(first).Before = story.Slot;
        first = story.Slot;
    }

    internal void Remove(Story story)
    {
        if (story.Before == 0) first = story.After;
        else world.StoryIn(story.Before).After = story.After;
        if (story.After == 0) last = story.Before;
        else world.StoryIn(story.After).Before = story.Before;
        story.Queued = false;
    }
}

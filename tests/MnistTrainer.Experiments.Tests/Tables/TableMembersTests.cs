namespace MnistTrainer.Experiments.Tests;

/// <summary>The members of an ensemble for a table are trained one after another: each begins with a note, and those that are done are kept.</summary>
public sealed class TableMembersTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1, new ulong[0])]
    [InlineData(3, new ulong[] { 1, 2, 3 })]
    public void Each_begins_with_a_note(int members, ulong[] seeds)
    {
        RecordingListener listener = new();
        Run(members, listener, TestContext.Current.CancellationToken);
        Assert.Equal(seeds, listener.Notes.OfType<SeedStartedNote>().Select(note => note.Seed));
    }

    /// <summary>Canceled in the third of four.</summary>
    [Fact]
    public void Those_that_are_done_are_kept_when_training_is_canceled()
    {
        using CancellationTokenSource source = new();
        int begun = 0;
        RecordingListener listener = new()
        {
            Phase = title =>
            {
                if (title == "Training" && ++begun == 3)
                    source.Cancel();
            },
        };
        TrainedTable trained = Run(4, listener, source.Token);
        Assert.True(trained.Training.WasCanceled);
        Assert.Equal(2, trained.Network.Definition.Members);
    }

    private TrainedTable Run(int members, RecordingListener listener, CancellationToken cancellation)
    {
        TableData data = GeneratedTable.Load(_folder, GeneratedTable.Flowers(60), "flower");
        return new TableTraining(TableTraining.RecipeFor(data.Schema, data.Train.Count)) { Members = members }.Run(
            data,
            listener,
            cancellation: cancellation
        );
    }
}

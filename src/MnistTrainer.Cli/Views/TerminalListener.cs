using MnistTrainer.NeuralNetwork;
using Spectre.Console;

namespace MnistTrainer.Cli.Views;

/// <summary>Shows an experiment on the terminal: a progress bar for each phase, a line for each note and epoch.</summary>
/// <param name="screen">The screen; everything goes to its notices.</param>
/// <param name="observe">Creates a further observer of each training. Default: none.</param>
internal sealed class TerminalListener(Screen screen, Func<TrainingSetup, ITrainingObserver>? observe = null) : IExperimentListener
{
    private readonly List<string> _notes = [];
    private ProgressBar? _bar;

    /// <summary>The notes so far as plain text, for JSON; null without any.</summary>
    public IReadOnlyList<string>? NotesOrNull => _notes.Count == 0 ? null : _notes;

    public T Run<T>(ExperimentPhase phase, Func<IProgress<double>?, T> work) =>
        ProgressBar.Run(
            screen,
            Localized.Recognize(phase.Title),
            phase.Total,
            phase.Unit is null ? null : Localized.Word(phase.Unit),
            bar =>
            {
                _bar = bar;
                return work(bar);
            }
        );

    public void OnNote(ExperimentNote note)
    {
        string markup = NoteView.ToMarkup(note);
        _notes.Add(Markup.Remove(markup));
        screen.Note(markup);
    }

    public ITrainingObserver Observe(TrainingSetup setup)
    {
        ITrainingObserver? other = observe?.Invoke(setup);
        if (setup.Fold is null)
            EpochLines.WriteHeadings(screen, setup.HasValidation);
        return new CompositeObserver(new EpochLines(screen, setup.Recipe.Training.Epochs, title => _bar?.Describe(title)), other);
    }
}

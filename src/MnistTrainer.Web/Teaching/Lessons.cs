using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using MnistTrainer.Imaging;
using MnistTrainer.NeuralNetwork;
using MnistTrainer.Recognition.Images;

namespace MnistTrainer.Web;

/// <summary>
/// Teaches the served model drawings, one lesson at a time. A lesson learns its drawing together with those of earlier ones, then replaces the served
/// model in memory. Each can be undone until the model is saved. Thread-safe.
/// </summary>
/// <param name="model">The served model.</param>
/// <param name="teacher">Teaches it; null if nobody does.</param>
/// <param name="memory">Gives back what lessons needed.</param>
internal sealed class Lessons(ServedModel model, ITeacher? teacher, IdleMemory memory) : IDisposable
{
    // Every lesson trains on all of them, and each lesson that can be undone holds a network.
    private const int MaximumDrawings = 100;
    private const int MaximumUndone = 10;

    private readonly Lock _lock = new();
    private ImmutableList<Drawing> _drawings = [];
    private ImmutableList<Drawing> _saved = [];
    private ImmutableStack<Earlier> _earlier = [];
    private CancellationTokenSource? _running;
    private LessonAnswer _latest = new();
    private int _begun;
    private double _progress;

    /// <summary>How teaching stands, for a client that may teach.</summary>
    public LessonAnswer State
    {
        get
        {
            lock (_lock)
            {
                NetworkDefinition definition = model.Current.Recognizer.Definition;
                return _latest with
                {
                    HasData = teacher?.HasData(definition) ?? false,
                    Dataset = definition.Metadata.GetValueOrDefault("dataset"),
                    Progress = _running is null ? _latest.Progress : Volatile.Read(ref _progress),
                    Unsaved = Unsaved,
                    CanUndo = !_earlier.IsEmpty,
                };
            }
        }
    }

    /// <summary>Begins a lesson.</summary>
    /// <param name="image">The drawing.</param>
    /// <param name="label">Its class, one of the model's.</param>
    /// <exception cref="InvalidRequestException">A lesson is running, there are too many drawings, the data is not on this machine, the class is unknown or
    /// the drawing blank.</exception>
    public void Begin(GrayImage image, string label)
    {
        // A drawing that was recognized by a network that has been undone is recognized again.
        while (!TryBegin(model.Current, image, label)) { }
    }

    /// <summary>Cancels the lesson that is running, or else undoes the latest one.</summary>
    /// <exception cref="InvalidRequestException">There is neither.</exception>
    public void Undo()
    {
        lock (_lock)
        {
            if (_running is not null)
            {
                _running.Cancel();
                return;
            }

            if (_earlier.IsEmpty)
                throw NothingTaught();
            _earlier = _earlier.Pop(out Earlier earlier);
            model.Replace(earlier.Served);
            _drawings = earlier.Drawings;
            _latest = new LessonAnswer { State = LessonAnswer.Undone };
        }
    }

    /// <summary>Saves the served model. What it has learned cannot be undone here any more.</summary>
    /// <exception cref="InvalidRequestException">A lesson is running, there is nothing to save, or the file was replaced or cannot be written.</exception>
    public void Save()
    {
        lock (_lock)
        {
            if (_running is not null)
                throw Running();
            if (Unsaved == 0 || teacher is null)
                throw NothingTaught();
            string file = Write(teacher, model.Current.Recognizer.Network);
            model.Rename(file);
            (_earlier, _saved) = ([], _drawings);
            _latest = _latest with { State = LessonAnswer.Saved, File = file };
        }
    }

    public void Dispose()
    {
        lock (_lock)
            _running?.Cancel();
    }

    private int Unsaved => _drawings.Except(_saved).Count();

    private bool TryBegin(ServedNetwork served, GrayImage image, string label)
    {
        NetworkDefinition definition = served.Recognizer.Definition;
        if (teacher is null || !teacher.HasData(definition))
            throw NoData(definition);
        int index = CorrectedLabel.IndexOf(served.Recognizer, label);
        RecognizedImage read = CorrectedLabel.Read(served.Recognizer, image);
        lock (_lock)
        {
            if (_running is not null)
                throw Running();
            if (!ReferenceEquals(served, model.Current))
                return false;
            Drawing drawing = new([.. read.Image.Pixels], index);
            ImmutableList<Drawing> drawings = _drawings.RemoveAll(one => one.Pixels.SequenceEqual(drawing.Pixels)).Add(drawing);
            if (drawings.Count > MaximumDrawings)
                throw TooMany();
            _latest = new LessonAnswer
            {
                State = LessonAnswer.Learning,
                Number = ++_begun,
                Label = label,
                Before = ReadingAnswer.Of(read),
            };
            _progress = 0;
            _running = new CancellationTokenSource();
            CancellationToken cancellation = _running.Token;
            _ = Task.Run(() => Run(teacher, served, drawings, image, cancellation), CancellationToken.None);
            return true;
        }
    }

    private void Run(
        ITeacher taughtBy,
        ServedNetwork served,
        ImmutableList<Drawing> drawings,
        GrayImage image,
        CancellationToken cancellation
    )
    {
        ServedNetwork? next = null;
        LessonAnswer result = _latest with { State = LessonAnswer.Failed, Failure = "Internal server error." };
        try
        {
            TaughtNetwork taught = taughtBy.Teach(
                served.Recognizer.Network,
                SamplesOf(served.Recognizer.Definition, drawings),
                served.Test,
                new Receiver(this),
                cancellation
            );
            next = served.After(taught, drawings.Count);
            result = _latest with
            {
                State = LessonAnswer.Learned,
                Progress = 1,
                After = ReadingAnswer.Of(next.Recognizer.RecognizeSingle(image)),
                TestBefore = taught.Before.MicroAccuracy,
                TestAfter = taught.After.MicroAccuracy,
                TestCount = taught.After.Count,
            };
        }
        catch (OperationCanceledException)
        {
            result = result with { State = LessonAnswer.Canceled, Failure = null };
        }
        catch (InvalidInputException e)
        {
            result = result with { Failure = e.Message };
        }
        finally
        {
            End(next, drawings, result);
        }
    }

    private void End(ServedNetwork? next, ImmutableList<Drawing> drawings, LessonAnswer result)
    {
        memory.Expect();
        lock (_lock)
        {
            _running?.Dispose();
            (_running, _latest) = (null, result);
            if (next is null)
                return;
            _earlier = [.. _earlier.Take(MaximumUndone - 1).Reverse()];
            _earlier = _earlier.Push(new Earlier(model.Current, _drawings));
            model.Replace(next);
            _drawings = drawings;
        }
    }

    private static string Write(ITeacher teacher, Network network)
    {
        try
        {
            if (teacher.IsReplaced())
                throw Replaced();
            return teacher.Save(network);
        }
        catch (InvalidInputException)
        {
            // Its message has the path, which must not be disclosed.
            throw new InvalidRequestException(
                StatusCodes.Status507InsufficientStorage,
                ProblemCode.ModelUnwritable,
                "Expected a writable model file, found one that is not. Check the permissions and the space on the server."
            );
        }
    }

    private static Samples<byte> SamplesOf(NetworkDefinition definition, ImmutableList<Drawing> drawings) =>
        new(
            definition.InputShape,
            [.. drawings.SelectMany(drawing => drawing.Pixels)],
            [.. drawings.Select(drawing => drawing.Label)],
            definition.ClassNames
        );

    private static InvalidRequestException Running() =>
        new(
            StatusCodes.Status409Conflict,
            ProblemCode.LessonRunning,
            "Expected one lesson at a time, found another that is running. Wait until it ends."
        );

    private static InvalidRequestException TooMany() =>
        new(
            StatusCodes.Status409Conflict,
            ProblemCode.LessonsFull,
            FormattableString.Invariant(
                $"Expected at most {MaximumDrawings} drawings in the lessons of a server, found more. Save the model and restart the server."
            )
        );

    private static InvalidRequestException NothingTaught() =>
        new(
            StatusCodes.Status409Conflict,
            ProblemCode.NothingTaught,
            "Expected a lesson that was not saved or undone, found none. Teach the model first."
        );

    private static InvalidRequestException Replaced() =>
        new(
            StatusCodes.Status409Conflict,
            ProblemCode.ModelReplaced,
            "Expected the model file as the server last loaded or saved it, found a different one. Restart the server to use it, or restore the previous one."
        );

    private static InvalidRequestException NoData(NetworkDefinition definition) =>
        new(
            StatusCodes.Status409Conflict,
            ProblemCode.NoTrainingData,
            definition.Metadata.GetValueOrDefault("dataset") is { Length: > 0 } name
                ? $"Expected the model's training data, \"{name}\", on the server's machine, found none. Download it there with mnist download, or start the server with other data."
                : "Expected a model that names its training data, found one that does not. Start the server with data."
        );

    private sealed record Drawing(ImmutableArray<byte> Pixels, int Label);

    private sealed record Earlier(ServedNetwork Served, ImmutableList<Drawing> Drawings);

    private sealed class Receiver(Lessons lessons) : IProgress<double>
    {
        public void Report(double value) => Volatile.Write(ref lessons._progress, value);
    }
}

using System.Globalization;
using MnistTrainer.Data;
using Spectre.Console;

namespace MnistTrainer.Cli.Views;

/// <summary>The notes of experiments as lines of Spectre's markup, with the options that change what they say.</summary>
internal static class NoteView
{
    public static string ToMarkup(ExperimentNote note) =>
        note switch
        {
            DataLoadedNote data =>
                $"[bold]{MarkupText.Of(data.Name)}[/]: {Count(data.Count)} images of {data.Shape}, {data.Classes} classes"
                    + (data.IsDefault ? " [grey](no --data given)[/]" : ""),
            SourceNote source => $"[yellow]{MarkupText.Of(source.Name)}: {MarkupText.Of(source.Finding)}[/]",
            SetShadowedNote shadowed =>
                $"[grey]{MarkupText.Of(shadowed.Name)} is read from the current directory; the data set of that name is in {MarkupText.Of(shadowed.Set)}[/]",
            RowsStoredNote stored =>
                $"[grey]Training reads {MarkupText.Of(stored.Path)}, {Count(stored.RowsInMemory)} images at a time; they are shuffled by blocks, and within what is in memory[/]",
            TestHeldOutNote test when test.Unit != "images" || !test.IsOfEveryClass =>
                $"[grey]{Count(test.Count)} {test.Unit} of {MarkupText.Of(test.Name)}, drawn at random, are held out for testing (--test takes others)[/]",
            TestHeldOutNote test =>
                $"[grey]{MarkupText.Of(test.Name)} has no test part: {Count(test.Count)} of its images, drawn from every class, are held out for testing[/]",
            ValidationHeldOutNote validation => $"[grey]{Count(validation.Count)} {validation.Unit} are held out for validation[/]",
            ImagesAddedNote { Repetitions: 1 } added =>
                $"[bold]{MarkupText.Of(added.Name)}[/]: {Count(added.Count)} images are added to the training data",
            ImagesAddedNote added =>
                $"[bold]{MarkupText.Of(added.Name)}[/]: {Count(added.Count)} images are added to the training data, each {added.Repetitions} times",
            HandwritingAugmentedNote =>
                "[grey]The images look like handwriting: each is distorted a little, differently in every epoch (--augmentation none turns this off)[/]",
            ImagesAugmentedNote augmented =>
                $"[grey]The images do not look like handwriting: each is {ChangesOf(augmented)}, differently in every epoch (--augmentation none turns this off)"
                    + (augmented.Augmentation.Flips > 0 ? "" : "; none is mirrored, since mirrored ones resemble other classes")
                    + "[/]",
            TeacherNote teacher => string.Create(
                CultureInfo.InvariantCulture,
                $"The network is also trained on the answers of a teacher{NetworksOf(teacher)} that classifies {Figures.Percent(teacher.Accuracy)} of the test images correctly "
                    + $"[grey](weight {teacher.Distillation.Weight}, temperature {teacher.Distillation.Temperature})[/]"
            ),
            SeedStartedNote seed => $"[bold]Seed {seed.Seed}[/]",
            FoldStartedNote fold => $"[bold]Fold {fold.Fold} of {fold.Folds}[/]",
            StudyContinuedNote study =>
                $"[grey]{Count(study.Trials)} trials of {MarkupText.Of(study.Path)} are known: the search continues from there[/]",
            TrialTrainedNote { Trial: { HasDiverged: true } trial } =>
                $"Trial {trial.Number}: [yellow]diverged in epoch {trial.Epochs.Length + 1}[/] [grey]{MarkupText.Of(SearchView.SettingsOf(trial))}[/]",
            TrialTrainedNote { Trial: { } trial } =>
                $"Trial {trial.Number}: {Figures.Percent(trial.Last!.Value.ValidationAccuracy)} after {trial.Epochs.Length} {(trial.Epochs.Length == 1 ? "epoch" : "epochs")} "
                    + $"[grey]{MarkupText.Of(SearchView.SettingsOf(trial))}[/]",
            TestedBeforeNote tested =>
                $"[yellow]The test images were used before, for trial {tested.Trial} ({Figures.Percent(tested.Accuracy)}):[/] the figure is not of images that nobody has looked at",
            OtherTestSamplesNote other =>
                $"[yellow]The study was measured on other test images before:[/] {MarkupText.Of(other.Before)}, now {MarkupText.Of(other.Now)}; accuracies on different images cannot be compared",
            CheckpointReplacedNote => "[grey]The checkpoint of an interrupted training is replaced (--resume would resume it)[/]",
            ImagesTurnedNote { Turn: ImageTurn.Inverted } =>
                "The model reads these images only as light on dark: they were dark on light, and were inverted",
            ImagesTurnedNote { Turn: ImageTurn.Transposed } =>
                "The model reads these images only with rows and columns exchanged: they were transposed, as EMNIST's are",
            ImagesTurnedNote =>
                "The model reads these images only as light on dark and with rows and columns exchanged: they were inverted and transposed",
            SingleClassNote same => string.Create(
                CultureInfo.InvariantCulture,
                $"[yellow]All {same.Count:N0} images have the label {MarkupText.Of(same.ClassName)}[/], so the accuracy is only how often the model gives that answer: check the label column (--label), or use data of several classes"
            ),
            PoorEvaluationNote chance =>
                $"[yellow]This is near chance for {chance.Classes} classes.[/] The images are probably not what the model was trained on: see mnist inspect, and look at their polarity "
                    + "(light on dark or dark on light), orientation and size, at the label column (--label) and at what the classes are called",
            SubmissionFormNote { IsUsed: true } form => $"[grey]Header, ids and order are those of {Markup.Escape(form.FileName)}[/]",
            SubmissionFormNote form =>
                $"{Markup.Escape(form.FileName)} is not used: its ids are not those of the data, or it has another number of rows",
            SamplesLeftOutNote left =>
                $"{Count(left.Removed)} {PartOf(left)} images are left out and {Count(left.Fixed)} get another label, as {MarkupText.Of(left.List)} has it",
            DoubtfulDiagnosisNote doubtful =>
                $"[yellow]Only {Figures.Percent(doubtful.Accuracy)} of the labels are predicted[/], so labels may be doubtful because the networks cannot learn the classes: try another preset (--preset)",
            UnjudgedClassesNote unjudged =>
                $"[yellow]Not judged: {string.Join(", ", unjudged.Classes.Select(MarkupText.Of))}[/], since a class of one image has none to train on",
            ExactDuplicatesOnlyNote => "Vectors are no images: only exact duplicates are searched for, no shifted and no near ones",
            ClassesLostNote lost =>
                $"[yellow]No training image is left of {string.Join(", ", lost.Classes.Select(MarkupText.Of))}[/]: {MarkupText.Of(lost.List)} removes or relabels all of them",
            NearChanceNote { Weakness: { } weakness } =>
                $"[yellow]Hardly better than chance.[/] An accuracy of {Figures.Percent(weakness.Accuracy)}, where always answering the most frequent "
                    + $"class gives {Figures.Percent(weakness.ChanceAccuracy)}. {Markup.Escape(WeaknessText.AdviceOf(weakness))}",
            _ => throw new ArgumentException($"No view of {note.GetType().Name}.", nameof(note)),
        };

    private static string PartOf(SamplesLeftOutNote left) => left.Part == DataSplit.Train ? "training" : "test";

    private static string NetworksOf(TeacherNote teacher) =>
        teacher.Distillation.Teacher.Definition.Members is > 1 and int members ? $" of {members} networks" : "";

    private static string ChangesOf(ImagesAugmentedNote note)
    {
        string unit = note.Pixels == 1 ? "pixel" : "pixels";
        string[] changes =
        [
            .. note.Pixels > 0 ? (string[])[$"shifted by up to {note.Pixels} {unit}"] : [],
            .. note.Augmentation.Flips > 0
                ? (string[])[string.Create(CultureInfo.InvariantCulture, $"mirrored with a probability of {note.Augmentation.Flips}")]
                : [],
        ];
        return string.Join(" and ", changes);
    }

    private static string Count(int count) => count.ToString("N0", CultureInfo.InvariantCulture);
}

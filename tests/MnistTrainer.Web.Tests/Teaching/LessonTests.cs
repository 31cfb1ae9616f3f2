using System.Net;
using System.Text.Json;
using MnistTrainer.Imaging;
using MnistTrainer.NeuralNetwork;
using static MnistTrainer.Web.Tests.Teaching.LessonRequests;

namespace MnistTrainer.Web.Tests.Teaching;

/// <summary>Teaches the served model a drawing through the API.</summary>
public sealed class LessonTests
{
    private static readonly object Other = new
    {
        image = "data:image/png;base64," + Convert.ToBase64String(TestImages.OnPaper(4)),
        label = "9",
    };

    [Fact]
    public async Task Replaces_the_served_model_until_it_is_undone()
    {
        await using ServedPage served = await ServeAsync(new QuickTeacher());
        Assert.Equal("none", Text(await StateAsync(served), "state"));
        Assert.Equal("7", await AnswerAsync(served));
        await served.Client.AskJsonAsync(Body, "api/lesson").JsonAsync();

        // Requests meanwhile are answered by the one network or by the other.
        List<string> answers = [];
        JsonElement state;
        do
        {
            answers.Add(await AnswerAsync(served));
            state = await StateAsync(served);
            Assert.InRange(state.GetProperty("progress").GetDouble(), 0, 1);
        } while (Text(state, "state") == "learning");
        Assert.Equal(answers.OrderByDescending(label => label), answers);
        Assert.All(answers, label => Assert.Contains(label, (string[])["7", "1"]));

        Assert.Equal("learned", Text(state, "state"));
        Assert.Equal("7", Text(state.GetProperty("before"), "label"));
        Assert.Equal("1", Text(state.GetProperty("after"), "label"));
        Assert.InRange(state.GetProperty("after").GetProperty("probability").GetDouble(), 0.9, 1);
        Assert.InRange(state.GetProperty("testBefore").GetDouble(), 0.9, 1);
        Assert.InRange(state.GetProperty("testAfter").GetDouble(), 0.9, 1);
        Assert.Equal((100, 1), (state.GetProperty("testCount").GetInt32(), state.GetProperty("unsaved").GetInt32()));
        Assert.Equal("1", await AnswerAsync(served));
        JsonElement card = await served.Client.GetAsync("api/model", TestContext.Current.CancellationToken).JsonAsync();
        Assert.Equal(1, card.GetProperty("taught").GetInt32());
        Assert.Contains("1 images of corrections", card.ToString(), StringComparison.Ordinal);

        Assert.Equal("undone", Text(await UndoAsync(served).JsonAsync(), "state"));
        Assert.Equal("7", await AnswerAsync(served));
        card = await served.Client.GetAsync("api/model", TestContext.Current.CancellationToken).JsonAsync();
        Assert.Equal(0, card.GetProperty("taught").GetInt32());
        Assert.Equal("nothing-taught", await UndoAsync(served).ProblemCodeAsync(HttpStatusCode.Conflict));
    }

    [Fact]
    public async Task Saves_the_model_only_when_asked_to()
    {
        QuickTeacher teacher = new();
        await using ServedPage served = await ServeAsync(teacher);
        Assert.Equal("nothing-taught", await SaveAsync(served).ProblemCodeAsync(HttpStatusCode.Conflict));
        await LearnAsync(served);
        Assert.Empty(teacher.Saved);
        JsonElement state = await SaveAsync(served).JsonAsync();
        Assert.Equal(("saved", "digits-learned.zip"), (Text(state, "state"), Text(state, "file")));
        float[] probabilities = new float[10];
        using Scorer scorer = new(Assert.Single(teacher.Saved));
        scorer.Score(ServedPage.Recognizer.RecognizeSingle(TestImages.OnPaper(7)).Image.Pixels, probabilities);
        Assert.InRange(probabilities[1], 0.9, 1);
        JsonElement card = await served.Client.GetAsync("api/model", TestContext.Current.CancellationToken).JsonAsync();
        Assert.Equal("digits-learned.zip", Text(card, "name"));
        Assert.Equal("1", await AnswerAsync(served));
        Assert.Equal("nothing-taught", await UndoAsync(served).ProblemCodeAsync(HttpStatusCode.Conflict));
    }

    [Fact]
    public async Task A_file_that_was_replaced_meanwhile_is_not_lost_by_saving()
    {
        QuickTeacher teacher = new() { Epochs = 1, IsFileReplaced = true };
        await using ServedPage served = await ServeAsync(teacher);
        await LearnAsync(served);
        Assert.Equal("model-replaced", await SaveAsync(served).ProblemCodeAsync(HttpStatusCode.Conflict));
        Assert.Empty(teacher.Saved);
        JsonElement state = await StateAsync(served);
        Assert.Equal(("learned", 1), (Text(state, "state"), state.GetProperty("unsaved").GetInt32()));
        teacher.IsFileReplaced = false;
        Assert.Equal("saved", Text(await SaveAsync(served).JsonAsync(), "state"));
    }

    [Fact]
    public async Task The_version_of_the_model_rises_with_each_lesson_and_each_undo()
    {
        await using ServedPage served = await ServeAsync(new QuickTeacher { Epochs = 1 });
        Assert.Equal((0, 0), await VersionAsync());
        await LearnAsync(served);
        Assert.Equal((1, 1), await VersionAsync());
        // The same drawing again: another network, of as many drawings.
        await LearnAsync(served);
        Assert.Equal((2, 1), await VersionAsync());
        await UndoAsync(served).JsonAsync();
        Assert.Equal((3, 1), await VersionAsync());
        await SaveAsync(served).JsonAsync();
        Assert.Equal((3, 1), await VersionAsync());

        async Task<(int Version, int Taught)> VersionAsync()
        {
            JsonElement card = await served.Client.GetAsync("api/model", TestContext.Current.CancellationToken).JsonAsync();
            return (card.GetProperty("version").GetInt32(), card.GetProperty("taught").GetInt32());
        }
    }

    [Fact]
    public async Task What_cannot_be_undone_any_more_can_be_saved()
    {
        QuickTeacher teacher = new() { Epochs = 1 };
        await using ServedPage served = await ServeAsync(teacher);
        for (int lesson = 0; lesson < 11; lesson++)
            await LearnAsync(served);
        for (int undone = 0; undone < 10; undone++)
            await UndoAsync(served).JsonAsync();
        AssertUnsaved(1, canUndo: false, await StateAsync(served));
        Assert.Equal("nothing-taught", await UndoAsync(served).ProblemCodeAsync(HttpStatusCode.Conflict));
        AssertUnsaved(0, canUndo: false, await SaveAsync(served).JsonAsync());
        Assert.Single(teacher.Saved);

        // Drawings that were saved do not count.
        await served.Client.AskJsonAsync(Other, "api/lesson").JsonAsync();
        AssertUnsaved(1, canUndo: true, await EndAsync(served));
        await UndoAsync(served).JsonAsync();
        AssertUnsaved(0, canUndo: false, await StateAsync(served));
        Assert.Equal("nothing-taught", await SaveAsync(served).ProblemCodeAsync(HttpStatusCode.Conflict));
        // But one that is learned again does.
        await LearnAsync(served);
        AssertUnsaved(1, canUndo: true, await StateAsync(served));
    }

    [Fact]
    public async Task Does_not_begin_from_a_network_that_was_undone_meanwhile()
    {
        QuickTeacher teacher = new() { Epochs = 1 };
        await using ServedPage served = await ServeAsync(teacher);
        await LearnAsync(served);
        teacher.OnHasData = () =>
        {
            teacher.OnHasData = () => { };
            Task<HttpResponseMessage> undone = Task.Run(() => UndoAsync(served));
            // Its answer asks for the data too; by then nothing is armed.
            Assert.True(undone.Wait(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken));
            undone.Result.Dispose();
        };
        await served.Client.AskJsonAsync(Body, "api/lesson").JsonAsync();
        JsonElement state = await EndAsync(served);
        Assert.Same(ServedPage.Recognizer.Network, teacher.Taught);
        Assert.Equal("7", Text(state.GetProperty("before"), "label"));
        AssertUnsaved(1, canUndo: true, state);
    }

    [Fact]
    public async Task One_lesson_runs_at_a_time_and_can_be_canceled()
    {
        QuickTeacher slow = new() { Before = cancellation => cancellation.WaitHandle.WaitOne() };
        await using ServedPage served = await ServeAsync(slow);
        await served.Client.AskJsonAsync(Body, "api/lesson").JsonAsync();
        Assert.Equal("lesson-running", await served.Client.AskJsonAsync(Body, "api/lesson").ProblemCodeAsync(HttpStatusCode.Conflict));
        Assert.Equal("lesson-running", await SaveAsync(served).ProblemCodeAsync(HttpStatusCode.Conflict));
        await UndoAsync(served).JsonAsync();
        Assert.Equal("cancelled", Text(await EndAsync(served), "state"));
        Assert.Equal("7", await AnswerAsync(served));
    }

    [Fact]
    public async Task Reports_why_a_lesson_failed()
    {
        QuickTeacher broken = new() { Before = _ => throw new InvalidInputException("the data", "digits", "letters", "Choose others") };
        await using ServedPage served = await ServeAsync(broken);
        await served.Client.AskJsonAsync(Body, "api/lesson").JsonAsync();
        JsonElement state = await EndAsync(served);
        Assert.Equal("failed", Text(state, "state"));
        Assert.Contains("found letters", Text(state, "failure"), StringComparison.Ordinal);
        Assert.Equal("7", await AnswerAsync(served));
    }

    [Fact]
    public async Task Names_the_training_data_that_is_not_there()
    {
        await using ServedPage served = await ServeAsync(new QuickTeacher { HasKnown = false });
        JsonElement state = await StateAsync(served);
        Assert.False(state.GetProperty("hasData").GetBoolean());
        Assert.Equal("mnist", Text(state, "dataset"));
        string problem = await served.Client.AskJsonAsync(Body, "api/lesson").ProblemAsync(HttpStatusCode.Conflict);
        Assert.Contains("\"mnist\"", problem, StringComparison.Ordinal);
        Assert.Contains("mnist download", problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rejects_what_is_no_correction()
    {
        await using ServedPage served = await ServeAsync(new QuickTeacher());
        string blank = DataUrl.Encode(new GrayImage(40, 40, [.. Enumerable.Repeat((byte)255, 1600)]));
        Assert.Equal("unknown-label", await CodeAsync(new { image = Url, label = "x" }));
        Assert.Equal("blank", await CodeAsync(new { image = blank, label = "1" }));
        Assert.Equal("none", Text(await StateAsync(served), "state"));

        Task<string> CodeAsync(object body) =>
            served.Client.AskJsonAsync(body, "api/lesson").ProblemCodeAsync(HttpStatusCode.UnprocessableEntity);
    }

    private static void AssertUnsaved(int expected, bool canUndo, JsonElement state) =>
        Assert.Equal((expected, canUndo), (state.GetProperty("unsaved").GetInt32(), state.GetProperty("canUndo").GetBoolean()));

    private static async Task LearnAsync(ServedPage served)
    {
        await served.Client.AskJsonAsync(Body, "api/lesson").JsonAsync();
        Assert.Equal("learned", Text(await EndAsync(served), "state"));
    }

    private static Task<HttpResponseMessage> UndoAsync(ServedPage served) =>
        served.Client.DeleteAsync("api/lesson", TestContext.Current.CancellationToken);

    private static Task<HttpResponseMessage> SaveAsync(ServedPage served) =>
        served.Client.PostAsync("api/lesson/save", null, TestContext.Current.CancellationToken);

    private static async Task<string> AnswerAsync(ServedPage served) =>
        Text(await served.Client.AskAsync(TestImages.OnPaper(7), "image/png", "?single=true").JsonAsync(), "label");
}

// The form journal: what was told as kept is there again, and nothing else is believed.
#include "sync/forms/form_frames.hpp"
#include "sync/forms/form_journal.hpp"

#include <QDir>
#include <QTemporaryDir>
#include <QtTest>

using namespace tidemark;
using namespace tidemark::sync;

namespace {

KeyBytes aKey(std::uint8_t filled = 7)
{
    const std::array<std::uint8_t, KeyBytes::size> bytes = [filled] {
        std::array<std::uint8_t, KeyBytes::size> all{};
        all.fill(filled);
        return all;
    }();
    return std::move(*KeyBytes::from(bytes));
}

class Box {
public:
    [[nodiscard]] QString path() const
    {
        return folder_.filePath(QString::fromLatin1(formJournalFile));
    }
    [[nodiscard]] FormJournal journal(std::uint8_t key = 7) const
    {
        return FormJournal(path(), aKey(key));
    }
    [[nodiscard]] QByteArray bytes() const
    {
        QFile file(path());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    void write(const QByteArray& bytes) const
    {
        QFile file(path());
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("no file");
    }
    [[nodiscard]] FormsWaiting waiting() const { return formsIn(folder_.path()); }
    /// As a desk that wrote three records and was killed.
    void keepThree() const
    {
        FormJournal journal = this->journal();
        if (!journal.open() || !journal.append("one") || !journal.append("two") ||
            !journal.append("three"))
            qFatal("not kept");
    }

private:
    QTemporaryDir folder_;
};

using Records = std::vector<std::string>;
const Records three{"one", "two", "three"};

} // namespace

class FormJournalTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void what_was_kept_is_read_in_its_order_and_continued()
    {
        const Box box;
        box.keepThree();
        FormJournal again = box.journal();
        const auto found = again.open();
        QVERIFY(found.has_value());
        QCOMPARE(found->records, three);
        QVERIFY(!found->isSetAside);
        QVERIFY(again.append(std::string(FormJournal::recordBytesMost, 'x')));
        QVERIFY(again.append("five"));
        QCOMPARE(box.journal().open()->records.back(), std::string("five"));
        QCOMPARE(box.waiting().records, std::int64_t{5});
    }

    void nobody_else_can_read_it()
    {
        const Box box;
        box.keepThree();
        QVERIFY(!box.bytes().contains("three"));
        const auto readable = QFile::permissions(box.path());
        QVERIFY(!(readable & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteOther)));
    }

    void emptied_it_leaves_no_file()
    {
        const Box box;
        box.keepThree();
        FormJournal journal = box.journal();
        QVERIFY(journal.open());
        journal.clear();
        QVERIFY(journal.isEmpty());
        QVERIFY(!QFile::exists(box.path()));
        QVERIFY(journal.append("next"));
        QCOMPARE(box.journal().open()->records, Records{"next"});
    }

    void a_write_that_was_cut_short_anywhere_loses_only_itself()
    {
        const Box box;
        box.keepThree();
        const QByteArray whole = box.bytes();
        const auto frame = qsizetype(formHeadBytes + SegmentCipher::overheadBytes);
        for (qsizetype size = whole.size() - 1; size >= 0; --size) {
            box.write(whole.left(size));
            const auto found = box.journal().open();
            QVERIFY(found.has_value());
            QVERIFY2(!found->isSetAside, qPrintable(QString::number(size)));
            qsizetype needed = qsizetype(formHeaderBytes);
            std::size_t expected = 0;
            for (const std::string& record : three) {
                needed += frame + qsizetype(record.size());
                expected += size >= needed ? 1 : 0;
            }
            QCOMPARE(found->records.size(), expected);
            // What is added then stands behind what counts.
            FormJournal next = box.journal();
            QVERIFY(next.open());
            QVERIFY(next.append("next"));
            QCOMPARE(box.journal().open()->records.size(), expected + 1);
        }
        box.write(whole + QByteArray(4096, '\0'));
        QCOMPARE(box.journal().open()->records, three);
        QCOMPARE(box.waiting().setAside, std::int64_t{0});
    }

    void a_bit_that_was_turned_over_is_not_believed_and_the_file_put_aside()
    {
        const Box written;
        written.keepThree();
        const QByteArray whole = written.bytes();
        for (qsizetype at = 0; at < whole.size(); ++at) {
            const Box box;
            QByteArray damaged = whole;
            damaged[at] = static_cast<char>(damaged[at] ^ 0x10);
            box.write(damaged);
            const auto found = box.journal().open();
            QVERIFY(found.has_value());
            QVERIFY2(found->isSetAside, qPrintable(QString::number(at)));
            QVERIFY(found->records.size() < three.size());
            QVERIFY(std::equal(found->records.begin(), found->records.end(), three.begin()));
            QCOMPARE(box.waiting().setAside, std::int64_t{1});
            // The second time nothing is wrong any more.
            const auto again = box.journal().open();
            QVERIFY(!again->isSetAside);
            QCOMPARE(again->records, found->records);
        }
    }

    void records_cannot_change_places()
    {
        const Box box;
        FormJournal journal = box.journal();
        QVERIFY(journal.open() && journal.append("aa") && journal.append("bb"));
        const QByteArray whole = box.bytes();
        const auto head = qsizetype(formHeaderBytes);
        const qsizetype each = (whole.size() - head) / 2;
        box.write(whole.left(head) + whole.right(each) + whole.mid(head, each));
        const auto found = box.journal().open();
        QVERIFY(found->isSetAside);
        QVERIFY(found->records.empty());
    }

    void the_journal_of_another_key_is_put_aside_unread()
    {
        const Box box;
        box.keepThree();
        const auto found = box.journal(8).open();
        QVERIFY(found->isSetAside);
        QVERIFY(found->records.empty());
        QVERIFY(!QFile::exists(box.path()));
        QCOMPARE(box.waiting().setAside, std::int64_t{1});
        box.write("SQLite format 3");
        QVERIFY(box.journal().open()->isSetAside);
    }

    void a_second_writer_is_noticed()
    {
        const Box box;
        FormJournal one = box.journal();
        FormJournal other = box.journal();
        QVERIFY(one.open() && other.open());
        QVERIFY(one.append("one"));
        QCOMPARE(other.append("two").error().reason, std::string("form_journal_taken"));
        QCOMPARE(box.journal().open()->records, Records{"one"});
    }

    void what_cannot_be_written_is_a_fault_and_adds_nothing()
    {
        const Box box;
        FormJournal journal = box.journal();
        QVERIFY(journal.open() && journal.append("one"));
        QVERIFY(!journal.append(std::string(FormJournal::recordBytesMost + 1, 'x')));
        QFile::remove(box.path());
        QDir().mkdir(box.path());
        QVERIFY(!journal.append("two"));
    }
};

QTEST_GUILESS_MAIN(FormJournalTest)
#include "form_journal_test.moc"

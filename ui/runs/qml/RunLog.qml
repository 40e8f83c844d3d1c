// The log: what has been written and what arrives, with level, text and follow.
import QtQuick

Item {
    id: root

    property bool following: true
    property bool hasDetailsButton: false
    property bool detailsShown: false
    signal detailsToggled()

    function follow() {
        root.following = true
        lines.positionViewAtEnd()
    }

    Item {
        id: bar
        anchors { left: parent.left; right: parent.right; top: parent.top }
        height: tokens.px(42)

        Text {
            id: heading
            anchors {
                left: parent.left
                leftMargin: tokens.px(12)
                verticalCenter: parent.verticalCenter
            }
            text: qsTr("Log")
            font: tokens.strong
            color: tokens.text
        }
        Row {
            id: levels
            anchors {
                left: heading.right
                leftMargin: tokens.px(12)
                verticalCenter: parent.verticalCenter
            }
            spacing: tokens.px(4)

            Repeater {
                model: [qsTr("All"), qsTr("Info and above"), qsTr("Warnings"), qsTr("Errors")]

                LogButton {
                    required property int index
                    required property string modelData

                    label: modelData
                    checked: levels.chosen === index
                    onPressed: {
                        levels.chosen = index
                        watch.setLogLevel(index)
                    }
                }
            }

            property int chosen: 1
        }
        Rectangle {
            anchors {
                left: levels.right
                leftMargin: tokens.px(10)
                right: tools.left
                rightMargin: tokens.px(10)
                verticalCenter: parent.verticalCenter
            }
            height: tokens.px(28)
            radius: tokens.px(6)
            color: tokens.surface
            border.width: search.activeFocus ? 2 : 1
            border.color: search.activeFocus ? tokens.accent : tokens.strongLine
            visible: width > tokens.px(90)

            Image {
                id: glass
                anchors.left: parent.left
                anchors.leftMargin: tokens.px(8)
                anchors.verticalCenter: parent.verticalCenter
                width: tokens.px(14)
                height: width
                sourceSize: Qt.size(width, height)
                source: tokens.icon("search", 1)
            }
            TextInput {
                id: search
                anchors {
                    left: glass.right
                    right: parent.right
                    leftMargin: tokens.px(6)
                    rightMargin: tokens.px(8)
                    verticalCenter: parent.verticalCenter
                }
                font: tokens.body
                color: tokens.text
                clip: true
                selectByMouse: true
                activeFocusOnTab: true
                onTextChanged: watch.setLogSearch(text)
                Accessible.role: Accessible.EditableText
                Accessible.name: qsTr("Find in the log")

                Text {
                    anchors.left: parent.left
                    visible: search.text.length === 0
                    text: qsTr("Find in %L1 lines").arg(watch.log.total)
                    font: tokens.body
                    color: tokens.muted
                }
            }
        }
        Row {
            id: tools
            anchors {
                right: parent.right
                rightMargin: tokens.px(12)
                verticalCenter: parent.verticalCenter
            }
            spacing: tokens.px(4)

            LogButton {
                label: root.following ? qsTr("Following") : qsTr("Follow")
                iconName: "arrow-down-to-line"
                checked: root.following
                onPressed: root.following ? root.following = false : root.follow()
            }
            LogButton {
                label: qsTr("First error")
                iconName: "circle-x"
                onPressed: {
                    const row = watch.log.firstError()
                    if (row >= 0) {
                        root.following = false
                        lines.positionViewAtIndex(row, ListView.Center)
                    }
                }
            }
            LogButton {
                visible: root.hasDetailsButton
                label: qsTr("Details")
                checked: root.detailsShown
                onPressed: root.detailsToggled()
            }
        }
    }

    Rectangle {
        id: rule
        anchors { left: parent.left; right: parent.right; top: bar.bottom }
        height: 1
        color: tokens.line
    }

    ListView {
        id: lines
        anchors { left: parent.left; right: parent.right; top: rule.bottom; bottom: parent.bottom }
        anchors.topMargin: tokens.px(6)
        clip: true
        model: watch.log
        reuseItems: true
        boundsBehavior: Flickable.StopAtBounds
        activeFocusOnTab: true
        keyNavigationEnabled: true
        // A log is written from left to right in every language.
        LayoutMirroring.enabled: false
        LayoutMirroring.childrenInherit: true
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Log lines")

        onCountChanged: if (root.following) Qt.callLater(lines.positionViewAtEnd)
        onMovementEnded: root.following = lines.atYEnd

        delegate: Rectangle {
            id: row

            required property string time
            required property string level
            required property string step
            required property string message
            readonly property color levelColor: level === "error"
                ? tokens.bad : level === "warn" ? tokens.warn : tokens.muted

            width: ListView.view.width
            height: Math.max(tokens.px(20), words.implicitHeight + tokens.px(2))
            color: row.level === "error" ? tokens.badTint : "transparent"
            Accessible.role: Accessible.ListItem
            Accessible.name: row.time + " " + row.level + " " + row.step + " " + row.message

            Text {
                x: tokens.px(12)
                text: row.time
                font: tokens.mono
                color: tokens.muted
            }
            Text {
                x: tokens.px(110)
                text: row.level
                font: tokens.mono
                color: row.levelColor
            }
            Text {
                x: tokens.px(160)
                width: tokens.px(130)
                text: row.step
                font: tokens.mono
                color: tokens.muted
                elide: Text.ElideRight
            }
            Text {
                id: words
                x: tokens.px(300)
                width: row.width - x - tokens.px(12)
                text: row.message
                font: tokens.mono
                color: tokens.text
                wrapMode: Text.WrapAtWordBoundaryOrAnywhere
                textFormat: Text.PlainText
            }
        }

        Text {
            anchors.centerIn: parent
            visible: lines.count === 0
            text: watch.log.total === 0
                ? qsTr("Lines appear here as the run writes them.")
                : qsTr("No line matches. Change the level or the text above.")
            font: tokens.body
            color: tokens.muted
        }
    }
}

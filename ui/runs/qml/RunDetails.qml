// What follows from the run: the chosen step, the checks, the last runs, and how fresh it all is.
import QtQuick

Rectangle {
    id: root

    color: tokens.canvas

    Rectangle {
        anchors.left: parent.left
        width: 1
        height: parent.height
        color: tokens.line
    }

    Flickable {
        anchors.fill: parent
        anchors.margins: tokens.px(14)
        contentHeight: column.height
        clip: true
        boundsBehavior: Flickable.StopAtBounds

        Column {
            id: column
            width: parent.width
            spacing: tokens.px(12)

            DetailCard {
                heading: watch.detailTitle

                Repeater {
                    model: watch.details

                    Item {
                        id: detail

                        required property var modelData

                        width: parent.width
                        height: tokens.px(23)
                        Accessible.role: Accessible.StaticText
                        Accessible.name: detail.modelData.label + ": " + detail.modelData.value

                        Text {
                            anchors.left: parent.left
                            anchors.verticalCenter: parent.verticalCenter
                            text: detail.modelData.label
                            font: tokens.body
                            color: tokens.muted
                        }
                        Text {
                            anchors { right: parent.right; verticalCenter: parent.verticalCenter }
                            text: detail.modelData.value
                            font: tokens.body
                            color: tokens.text
                        }
                    }
                }
            }

            DetailCard {
                heading: qsTr("States so far")
                visible: watch.states.length > 0
                Accessible.role: Accessible.List
                Accessible.name: qsTr("States so far: %1").arg(watch.statesText)

                Repeater {
                    model: watch.states

                    Item {
                        id: past

                        required property int index
                        required property var modelData
                        readonly property bool last: past.index === watch.states.length - 1

                        width: parent.width
                        height: tokens.px(23)
                        Accessible.role: Accessible.ListItem
                        Accessible.name: past.modelData.text + ", " + past.modelData.time

                        Rectangle {
                            visible: !past.last
                            anchors.left: parent.left
                            anchors.leftMargin: tokens.px(3)
                            y: parent.height / 2
                            width: tokens.px(2)
                            height: parent.height
                            color: tokens.line
                        }
                        Rectangle {
                            anchors.left: parent.left
                            anchors.verticalCenter: parent.verticalCenter
                            width: tokens.px(8)
                            height: width
                            radius: width / 2
                            color: past.modelData.color
                        }
                        Text {
                            anchors.left: parent.left
                            anchors.leftMargin: tokens.px(18)
                            anchors.verticalCenter: parent.verticalCenter
                            text: past.modelData.text
                            font: past.last ? tokens.strong : tokens.body
                            color: tokens.text
                        }
                        Text {
                            anchors { right: parent.right; verticalCenter: parent.verticalCenter }
                            text: past.modelData.time
                            font: tokens.secondary
                            color: tokens.muted
                        }
                    }
                }
            }

            DetailCard {
                heading: qsTr("Validation")

                Text {
                    width: parent.width
                    text: watch.exceptions === 0
                        ? qsTr("No row was set aside.")
                        : qsTr("%n row(s) set aside by the checks; not in the file.", "",
                               watch.exceptions)
                    font: tokens.body
                    color: watch.exceptions === 0 ? tokens.muted : tokens.warn
                    wrapMode: Text.WordWrap
                    horizontalAlignment: Text.AlignLeft
                }
            }

            DetailCard {
                heading: qsTr("Last ten runs")
                visible: watch.recent.length > 0

                Row {
                    width: parent.width
                    height: tokens.px(48)
                    spacing: tokens.px(5)
                    Accessible.role: Accessible.StaticText
                    Accessible.name: qsTr("Durations of the last runs: %1").arg(watch.recentText)

                    Repeater {
                        model: watch.recent

                        Rectangle {
                            required property var modelData

                            width: (column.width - tokens.px(28) - 9 * tokens.px(5)) / 10
                            height: Math.max(tokens.px(4), parent.height * modelData.height)
                            anchors.bottom: parent.bottom
                            radius: tokens.px(2)
                            color: modelData.color
                        }
                    }
                }
                Text {
                    width: parent.width
                    horizontalAlignment: Text.AlignLeft
                    text: watch.recentText
                    font: tokens.secondary
                    color: tokens.muted
                }
            }

            Text {
                width: parent.width
                text: watch.ageText
                font: tokens.secondary
                color: tokens.muted
                wrapMode: Text.WordWrap
                horizontalAlignment: Text.AlignLeft
                Accessible.role: Accessible.StaticText
                Accessible.name: text
            }
        }
    }
}
